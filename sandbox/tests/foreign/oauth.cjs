// Slack's own installer for JavaScript installs and renews the app of the sandbox whose addresses are the first argument (JSON),
// and its client waits when it is told to. Exits 1 at the first surprise.

const assert = require('node:assert');
const { App } = require('@slack/bolt');
const { InstallProvider } = require('@slack/oauth');
const { WebClient } = require('@slack/web-api');

const info = JSON.parse(process.argv[2]);
const base = info.page.replace(/\/$/, '');
const slackApiUrl = `${info.api_url}/`;
const back = 'http://127.0.0.1:9/slack';

const send = async (path, body) => (await fetch(base + path, { method: 'POST', body: JSON.stringify(body) })).json();

// What a person does on the page; answers where the browser is sent.
async function allow(address) {
  const form = new URL(address).searchParams;
  form.set('user', 'U1');
  form.set('decision', 'allow');
  const answer = await fetch(`${base}/oauth/v2/authorize`, { method: 'POST', body: form, redirect: 'manual' });
  return new URL(answer.headers.get('location'));
}

async function main() {
  const kept = {};
  const installer = new InstallProvider({
    clientId: info.client_id,
    clientSecret: info.client_secret,
    stateSecret: 'secret',
    legacyStateVerification: true,
    authorizationUrl: `${base}/oauth/v2/authorize`,
    clientOptions: { slackApiUrl },
    installationStore: {
      storeInstallation: async (installation) => Object.assign(kept, installation),
      fetchInstallation: async () => kept,
    },
  });
  const address = await installer.generateInstallUrl({ scopes: ['chat:write'], userScopes: ['users:read'], redirectUri: back });
  const sentTo = await allow(address);
  let told;
  const response = { writeHead: () => {}, setHeader: () => {}, end: () => {} };
  await installer.handleCallback(
    { url: sentTo.pathname + sentTo.search, headers: {} },
    response,
    { success: () => { told = 'success'; }, failure: (error) => { told = error; } },
    { scopes: ['chat:write'], redirectUri: back },
  );
  assert.strictEqual(told, 'success');
  assert.ok(kept.bot.token.startsWith('xoxe.xoxb-1-') && kept.user.token.startsWith('xoxe.xoxp-1-'));

  const before = kept.bot.token;
  kept.bot.expiresAt = 1;
  const authorized = await installer.authorize({ teamId: 'T1', isEnterpriseInstall: false });
  assert.notStrictEqual(authorized.botToken, before);
  const client = new WebClient(authorized.botToken, { slackApiUrl });
  assert.strictEqual((await client.auth.test()).user_id, authorized.botUserId);

  const app = new App({ token: authorized.botToken, appToken: info.app_token, socketMode: true, clientOptions: { slackApiUrl } });
  const option = (text) => ({ text: { type: 'plain_text', text }, value: 'oslo' });
  app.options('town', async ({ options, ack }) => ack({ options: [option(`${options.value}lo`)] }));
  await app.start();
  const menu = { type: 'external_select', action_id: 'town', placeholder: { type: 'plain_text', text: 'Town' }, min_query_length: 2 };
  const card = await client.chat.postMessage({ channel: 'U1', text: 'x', blocks: [{ type: 'actions', elements: [menu] }] });
  const asked = { as: 'U1', do: 'suggest', channel: card.channel, ts: card.ts, action_id: 'town', value: 'Os' };
  assert.strictEqual((await send('/sandbox/act', asked)).options[0].text.text, 'Oslo');

  const owner = new WebClient(info.config_token, { slackApiUrl });
  const refused = await owner.apps.manifest.validate({ manifest: JSON.stringify({}) }).catch((error) => error.data);
  assert.strictEqual(refused.errors[0].pointer, '/display_information');

  const strict = new WebClient(authorized.botToken, { slackApiUrl, rejectRateLimitedCalls: true });
  const tooOften = await Promise.all(Array.from({ length: 6 }, () => strict.chat.postMessage({ channel: 'U2', text: 'x' }))).catch((error) => error);
  assert.strictEqual(tooOften.code, 'slack_webapi_rate_limited_error');
  assert.ok(tooOften.retryAfter >= 1 && tooOften.retryAfter <= 5);
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
