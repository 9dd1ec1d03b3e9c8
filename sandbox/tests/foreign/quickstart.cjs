/* The README's lines come here. */

// Bolt's quick start: an answer with a button, and an answer to the button.
app.message('hello', async ({ message, say }) => {
  await say({
    blocks: [
      {
        type: 'section',
        text: { type: 'mrkdwn', text: `Hey there <@${message.user}>!` },
        accessory: { type: 'button', text: { type: 'plain_text', text: 'Click Me' }, action_id: 'button_click' },
      },
    ],
    text: `Hey there <@${message.user}>!`,
  });
});

app.action('button_click', async ({ body, ack, say }) => {
  await ack();
  await say(`<@${body.user.id}> clicked the button`);
});

(async () => {
  await app.start(3000);
  app.logger.info('Bolt app is running!');
})();
