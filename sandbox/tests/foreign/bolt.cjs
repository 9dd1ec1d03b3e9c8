// An app on Bolt for JavaScript as its documentation writes one; only the address of the Web API is other than the default.
// With PORT it takes signed requests there, else it uses Socket Mode. Each listener writes what it was given and got as a
// line of JSON, as the last thing it does.

const { App, subtype } = require('@slack/bolt');
const calls = require('./bolt_calls.cjs');
const surfaces = require('./surfaces.json');

const env = process.env;
const clientOptions = { slackApiUrl: env.SLACK_API_URL };
const app = env.PORT
  ? new App({ token: env.SLACK_BOT_TOKEN, signingSecret: env.SLACK_SIGNING_SECRET, clientOptions })
  : new App({ token: env.SLACK_BOT_TOKEN, appToken: env.SLACK_APP_TOKEN, socketMode: true, clientOptions });

const log = (listener, facts, body) => console.log(JSON.stringify({ listener, facts, body }));

// --- middleware: one for all, one for a listener of its own ---

app.use(async ({ context, next }) => {
  context.trail = ['global'];
  await next();
});

const noted = async ({ context, next }) => {
  context.trail.push('own');
  await next();
};

// --- commands ---

app.command('/test', noted, async ({ ack, body, command, context, respond, say }) => {
  await ack();
  await respond('for you');
  await respond({ response_type: 'in_channel', text: 'for all' });
  const said = await say('said');
  const { channel_id, channel_name, text, user_id, user_name } = command;
  const { botId, botUserId, trail } = context;
  log('command', { channel_id, channel_name, text, user_id, user_name, botId, botUserId, trail, said: said.ts }, body);
});

app.command('/words', async ({ ack, command }) => {
  await ack(`You wrote: ${command.text}`);
  log('command in words', { text: command.text });
});

app.command(/^\/esc/, async ({ ack, command }) => {
  await ack({ response_type: 'in_channel', text: 'ok' });
  log('command by pattern', { command: command.command, text: command.text });
});

app.command('/card', async ({ ack, say }) => {
  await ack();
  const said = await say({ text: 'card', blocks: surfaces.card });
  log('command for a card', { ts: said.ts });
});

app.command('/whisper', async ({ ack, respond }) => {
  await ack();
  await respond({ text: 'psst', blocks: surfaces.whisper });
  log('command for a whisper', {});
});

for (const name of ['form', 'menu']) {
  app.command(`/${name}`, async ({ ack, body, client }) => {
    await ack();
    const { view } = await client.views.open({ trigger_id: body.trigger_id, view: surfaces[name] });
    log('command for a modal', { id: view.id, callback_id: view.callback_id });
  });
}

calls.listen(app, log);

// --- actions ---

app.action('go', async ({ ack, action, body, respond }) => {
  await ack();
  await respond({ replace_original: true, text: 'gone' });
  const { action_id, block_id, value } = action;
  log('button', { action_id, block_id, value, channel: body.channel.id, ts: body.message.ts }, body);
});

app.action(/^(colour|day|extras|friend|more)$/, async ({ ack, action, body }) => {
  await ack();
  const { action_id, type, initial_date, selected_option, selected_options, selected_date, selected_user } = action;
  const selected = selected_option ?? selected_options ?? selected_date ?? selected_user;
  log('choice', { action_id, type, initial_date, selected, state: body.state.values[action.block_id] }, body);
});

app.action({ block_id: 'whispered', action_id: 'again' }, async ({ ack, body, respond }) => {
  await ack();
  await respond({ replace_original: true, text: 'psst, again', blocks: surfaces.whisper });
  log('button of a whisper', { container: body.container }, body);
});

app.action({ block_id: 'whispered', action_id: 'hide' }, async ({ ack, respond }) => {
  await ack();
  await respond({ delete_original: true });
  log('button that hides', {});
});

app.action('grow', async ({ ack, body, client }) => {
  await ack();
  const grown = { ...surfaces.form, title: { type: 'plain_text', text: 'Grown' } };
  const { view } = await client.views.update({ view_id: body.view.id, hash: body.view.hash, view: grown });
  log('button of a modal', { title: view.title.text, kept: view.state.values.name?.value.value }, body);
});

app.action('deeper', async ({ ack, body, client }) => {
  await ack();
  const { view } = await client.views.push({ trigger_id: body.trigger_id, view: surfaces.second });
  log('button that pushes', { root: view.root_view_id === body.view.id, previous: view.previous_view_id === body.view.id });
});

app.action('knock', async ({ ack, body, client }) => {
  await ack();
  const { channel } = await client.chat.postMessage({ channel: body.user.id, text: 'Who is there?' });
  log('button of a home', { channel, callback_id: body.view.callback_id }, body);
});

// --- views ---

app.view('form', async ({ ack, body, client, view }) => {
  const name = view.state.values.name.value.value;
  const time = view.state.values.when.value.selected_time;
  if (name === 'bad') await ack({ response_action: 'errors', errors: { name: 'Not that one.' } });
  else if (name === 'again')
    await ack({ response_action: 'update', view: { ...surfaces.form, title: { type: 'plain_text', text: 'Again' } } });
  else if (name === 'more') await ack({ response_action: 'push', view: surfaces.second });
  else {
    await ack();
    const metadata = { event_type: 'form_sent', event_payload: { name } };
    await client.chat.postMessage({ channel: body.user.id, text: `got ${name}`, metadata });
  }
  log('view submission', { name, time, private_metadata: view.private_metadata }, body);
});

app.view('second', async ({ ack, view }) => {
  await ack({ response_action: 'clear' });
  log('view submission on top', { callback_id: view.callback_id });
});

app.view('menu', async ({ ack, view }) => {
  await ack();
  log('view submission of a menu', { selected: view.state.values.dish.dishes.selected_option });
});

app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack, body, view }) => {
  await ack();
  log('view closed', { callback_id: view.callback_id, is_cleared: body.is_cleared }, body);
});

// --- shortcuts and options ---

app.shortcut('new_thing', async ({ ack, body, client, shortcut }) => {
  await ack();
  await client.views.open({ trigger_id: shortcut.trigger_id, view: surfaces.form });
  log('global shortcut', { callback_id: shortcut.callback_id, user: shortcut.user.id }, body);
});

app.shortcut({ callback_id: 'sum_up', type: 'message_action' }, async ({ ack, body, respond, say, shortcut }) => {
  await ack();
  await respond('summed up');
  const said = await say({ text: 'the sum', thread_ts: shortcut.message.ts });
  const { callback_id, channel, message, message_ts } = shortcut;
  log('message shortcut', { callback_id, channel: channel.id, text: message.text, message_ts, said: said.ts }, body);
});

app.options('dishes', async ({ ack, body, options }) => {
  const dish = (text) => ({ text: { type: 'plain_text', text }, value: text });
  await ack({ options: ['Soup', 'Stew'].filter((name) => name.toLowerCase().startsWith(options.value)).map(dish) });
  log('options', { action_id: options.action_id, block_id: options.block_id, value: options.value }, body);
});

// --- messages and other events ---

app.message('hello', async ({ body, message, say }) => {
  const said = await say({ text: `hey <@${message.user}>`, thread_ts: message.thread_ts ?? message.ts });
  const { blocks, channel, channel_type, parent_user_id, text, thread_ts, ts, user } = message;
  log('message', { blocks, channel, channel_type, parent_user_id, text, thread_ts, ts, user, said: said.ts }, body);
});

app.message(/(\d+) (apples|pears)/, async ({ context, say }) => {
  await say(`${context.matches[2]}: ${context.matches[1]}`);
  log('message by pattern', { matches: context.matches.slice(1) });
});

app.message('crash', async () => {
  throw new Error('the listener gave up');
});

app.message(subtype('message_changed'), async ({ body, event }) => {
  const { message, previous_message, ts } = event;
  const { edited } = message;
  log('message changed', { text: message.text, before: previous_message.text, of: message.ts, edited, ts }, body);
});

app.message(subtype('message_deleted'), async ({ body, event }) => {
  log('message deleted', { deleted_ts: event.deleted_ts, before: event.previous_message.text }, body);
});

app.event('app_mention', async ({ body, event, say }) => {
  await say({ text: 'you called?', thread_ts: event.ts });
  log('app_mention', { channel: event.channel, text: event.text, ts: event.ts, user: event.user }, body);
});

app.event('reaction_added', async ({ body, client, event }) => {
  const { channel, ts } = event.item;
  await client.reactions.add({ channel, timestamp: ts, name: 'eyes' });
  const { message } = await client.reactions.get({ channel, timestamp: ts });
  log('reaction_added', { reaction: event.reaction, item: event.item, all: message.reactions }, body);
});

app.event('app_home_opened', async ({ body, client, event }) => {
  await client.views.publish({ user_id: event.user, view: surfaces.home });
  log('app_home_opened', { tab: event.tab, channel: event.channel, known: event.view !== undefined }, body);
});

app.event('member_joined_channel', async ({ body, context, event, say }) => {
  await say(event.user === context.botUserId ? 'thanks for having me' : `welcome, <@${event.user}>`);
  log('member_joined_channel', { user: event.user, inviter: event.inviter, channel: event.channel }, body);
});

app.event('file_shared', async ({ body, client, event }) => {
  const { file } = await client.files.info({ file: event.file_id });
  log('file_shared', { name: file.name, mimetype: file.mimetype, size: file.size, user: event.user_id }, body);
});

app.error(async (error) => {
  log('error', { message: (error.original ?? error).message });
});

(async () => {
  await app.start(env.PORT);
  app.logger.info('⚡️ Bolt app is running!');
  // It ends when whoever started it does.
  process.stdin.resume().on('end', () => process.exit());
})();
