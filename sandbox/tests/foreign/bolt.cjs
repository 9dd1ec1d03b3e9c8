// An unmodified Bolt for JavaScript app against the sandbox whose addresses are the first argument (JSON). Exits 1 at the first surprise.

const assert = require('node:assert');
const { App } = require('@slack/bolt');

const info = JSON.parse(process.argv[2]);
const base = info.page.replace(/\/$/, '');
const words = (text) => ({ type: 'plain_text', text });
const form = {
  type: 'modal',
  callback_id: 'form',
  title: words('Form'),
  submit: words('Send'),
  blocks: [
    { type: 'input', block_id: 'name', label: words('Name'), element: { type: 'plain_text_input', action_id: 'a' } },
  ],
};
const card = [{ type: 'actions', elements: [{ type: 'button', action_id: 'go', text: words('Go') }] }];

async function act(order) {
  const answer = await fetch(`${base}/sandbox/act`, { method: 'POST', body: JSON.stringify({ as: 'U1', ...order }) });
  return answer.json();
}

async function main() {
  const app = new App({
    token: info.bot_token,
    appToken: info.app_token,
    socketMode: true,
    clientOptions: { slackApiUrl: `${info.api_url}/` },
  });
  app.command('/test', async ({ ack, body, client, respond }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: form });
    await respond('responded');
  });
  app.view('form', async ({ ack, view, client }) => {
    await ack();
    const name = view.state.values.name.a.value;
    const metadata = { event_type: 'card', event_payload: { name } };
    await client.chat.postMessage({ channel: 'U1', text: `got ${name}`, blocks: card, metadata });
  });
  app.action('go', async ({ ack, respond }) => {
    await ack();
    await respond({ replace_original: true, text: 'gone' });
  });
  app.message('hello', async ({ message, say }) => {
    await say({ text: 'hey', thread_ts: message.ts });
  });
  await app.start();
  await app.client.conversations.join({ channel: 'C1' });

  const opened = await act({ do: 'command', channel: 'C1', text: '/test' });
  assert.deepStrictEqual([opened.messages[0].text, opened.view.callback_id], ['responded', 'form']);
  const [message] = (await act({ do: 'submit', values: { Name: 'æ' } })).messages;
  assert.deepStrictEqual([message.text, message.metadata.event_payload], ['got æ', { name: 'æ' }]);
  const clicked = await act({ do: 'click', channel: message.channel, ts: message.ts, text: 'Go' });
  assert.strictEqual(clicked.updated[0].text, 'gone');
  const [said, reply] = (await act({ do: 'say', channel: 'C1', text: 'hello' })).messages;
  assert.deepStrictEqual([reply.text, reply.thread_ts], ['hey', said.ts]);
  const uploaded = await app.client.files.uploadV2({ channel_id: 'C1', content: 'x', filename: 'a.txt' });
  assert.strictEqual(uploaded.ok, true);
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
