// Makes the calls of a plan (JSON on stdin) with Slack's own client for JavaScript, and holds what comes back against what
// the plan wants. Writes each answer as a line of JSON; exits 1 if there was a surprise.

const { text } = require('node:stream/consumers');
const { SocketModeClient } = require('@slack/socket-mode');
const { ErrorCode, LogLevel, WebClient } = require('@slack/web-api');

const quiet = { logLevel: LogLevel.ERROR };
const post = async (url, body) => (await fetch(url, { method: 'POST', body: JSON.stringify(body) })).json();

// `$name` in the plan is something that an earlier step has kept.
function filled(value, kept) {
  if (typeof value === 'string') return value.startsWith('$') ? kept[value.slice(1)] : value;
  if (Array.isArray(value)) return value.map((item) => filled(item, kept));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, filled(item, kept)]));
}

const at = (value, pointer) => pointer.slice(1).split('/').reduce((inner, name) => inner[name], value);

function client(house, token) {
  const options = { slackApiUrl: `${house.api_url}/`, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, ...quiet };
  return new WebClient(token ?? undefined, options);
}

// The client has a function for each method, by its name.
function call(client, method, args) {
  const path = method.split('.');
  const owner = path.slice(0, -1).reduce((inner, name) => inner?.[name], client);
  const known = owner?.[path.at(-1)];
  return known === undefined ? client.apiCall(method, args) : known.call(owner, args);
}

// The client's own errors, in a word.
function word(error) {
  switch (error.code) {
    case ErrorCode.PlatformError:
      return error.data.error;
    case ErrorCode.RateLimitedError:
      return `ratelimited ${error.retryAfter}`;
    case ErrorCode.HTTPError:
      return `http ${error.statusCode}`;
    default:
      return `${error.code ?? ''} ${error.message}`;
  }
}

// What people do lets an app do something: the trigger comes by the socket.
class Triggers {
  constructor(house) {
    const clientOptions = { slackApiUrl: `${house.api_url}/` };
    this.socket = new SocketModeClient({ appToken: house.app_token, clientOptions, ...quiet });
    this.waiting = [];
    const heard = async ({ ack, body }) => {
      await ack();
      this.waiting.shift()(body.trigger_id);
    };
    this.socket.on('slash_commands', heard);
    this.socket.on('interactive', heard);
  }

  next() {
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}

async function main() {
  const plan = JSON.parse(await text(process.stdin));
  const triggers = new Triggers(plan.houses.main);
  await triggers.socket.start();
  const { kept } = plan;
  let surprises = 0;
  for (const step of plan.steps) {
    const house = plan.houses[step.house];
    const control = (name, body) => post(`${house.page}sandbox/${name}`, body);
    if (step.act) {
      const trigger = triggers.next();
      await control('act', { ...filled(step.act, kept), within: '0s' });
      kept.trigger = await trigger;
      continue;
    }
    if (step.control) {
      await control(step.control, step.body);
      continue;
    }
    if (step.put) {
      await fetch(filled(step.put, kept), { method: 'POST', body: step.content });
      continue;
    }
    let found = 'ok';
    try {
      const answer = await call(client(house, filled(step.token, kept)), step.call, filled(step.args, kept));
      for (const [name, pointer] of Object.entries(step.keep ?? {})) kept[name] = at(answer, pointer);
      console.log(JSON.stringify({ method: step.call, answer }));
    } catch (error) {
      found = word(error);
    }
    if (found === step.want) continue;
    surprises += 1;
    console.error(`${step.call} ${JSON.stringify(step.args).slice(0, 300)}: not ${step.want} but ${found}`);
  }
  process.exit(surprises === 0 ? 0 : 1);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
