// The page's life: where one stands (the address), drawing it, acting, turning the clock, and hearing of changes.

import { morph } from './morph.js';
import * as fields from './fields.js';
import * as composer from './composer.js';
import * as inspector from './inspector.js';
import * as keys from './keys.js';
import * as seen from './seen.js';
import * as toasts from './toasts.js';
import * as tour from './tour.js';

const app = document.getElementById('app');
const root = () => app.firstElementChild;
const words = () => JSON.parse(root()?.dataset.words ?? '{}');
const kept = (name, otherwise) => localStorage.getItem(name) ?? otherwise;

/** What the person looking has chosen; the server draws accordingly. */
const view = {
  lang: kept('language', /^(nb|nn|no)/.test(navigator.language) ? 'nb' : 'en'),
  panel: kept('panel', 'happened'),
  wire: kept('wire', ''),
  shown: '',
  since: '',
  opened: '',
};
let scrollTo = null;
/** Whether a thread was opened in order to write there. */
let replying = false;
/** Complaints about fields, by view: also those which never reached the app. */
const complaints = new Map();

// ---- Drawing

function route() {
  const [persona = '', place = '', thread = ''] = decodeURIComponent(location.hash.slice(1)).split(';');
  const home = place === 'home';
  return { persona, channel: home ? '' : place, home: home ? '1' : '', thread, ...view, tour: tour.step() };
}

/** The least milliseconds between two drawings while the clock turns: a page need not slow a year down. */
const PAUSE = 250;

let drawing = null;
let stale = false;
let turning = false;

/** Draws the page as it is now; calls during a drawing share the next one. */
function refresh() {
  stale = true;
  drawing ??= (async () => {
    try {
      while (stale) {
        stale = false;
        const began = performance.now();
        await draw();
        const took = performance.now() - began;
        if (turning || root()?.hasAttribute('data-playing')) await rest(Math.max(PAUSE, took));
      }
    } finally {
      drawing = null;
    }
  })();
  return drawing;
}

const rest = (span) => new Promise((resolve) => setTimeout(resolve, span));

async function draw() {
  let html;
  try {
    const answer = await fetch(`/page/fragment?${new URLSearchParams(route())}`);
    if (!answer.ok) throw new Error(answer.statusText);
    html = await answer.text();
  } catch {
    if (root()) toasts.error(words().offline);
    return;
  }
  const next = document.createElement('div');
  next.id = 'app';
  next.innerHTML = html;
  const atEnd = new Map(sticking().map((box) => [box, nearEnd(box)]));
  const wasAt = place();
  morph(app, next);
  const { latest } = root().dataset;
  // Ephemeral messages up to here are gone; a workspace that was loaded may be an earlier one.
  if (!view.opened || Number(latest) < Number(view.opened)) view.opened = latest;
  decorate();
  for (const box of sticking()) {
    if ((atEnd.get(box) ?? true) || wasAt !== place()) box.scrollTop = box.scrollHeight;
  }
  showWanted();
  tellFar();
  // Last, because it looks where things have come to stand.
  tour.decorate(root());
}

const place = () => `${root()?.dataset.me};${root()?.dataset.place}`;
const below = (box) => box.scrollHeight - box.scrollTop - box.clientHeight;
const nearEnd = (box) => below(box) < 40;
const sticking = () => [...app.querySelectorAll('[data-stick]')];

/** Offers the way back to whoever has scrolled away from what is newest. */
function tellFar() {
  for (const box of sticking()) box.toggleAttribute('data-far', below(box) > 400);
}

function toEnd() {
  for (const box of sticking()) box.scrollTop = box.scrollHeight;
  tellFar();
}

function decorate() {
  document.title = root().dataset.title;
  document.documentElement.lang = root().getAttribute('lang');
  document.body.dataset.pane = route().channel || route().home ? 'main' : 'side';
  fields.decorate();
  composer.decorate(root());
  seen.decorate(root());
  toasts.decorate(root());
  keys.decorate(words());
  inspector.decorate(root());
  complain();
  const opening = [...app.querySelectorAll('dialog.modal:not([open])')];
  for (const dialog of opening) dialog.showModal();
  const modal = opening.at(-1);
  if (!modal) return;
  const first = modal.querySelector('[data-focus]') ?? modal.querySelector('[aria-invalid]') ?? modal.querySelector('[data-field]');
  (first?.querySelector('input, summary') ?? first)?.focus();
}

function showWanted() {
  const reply = replying && app.querySelector('[data-test=composer-thread]');
  if (reply) {
    replying = false;
    reply.focus();
  }
  const found = scrollTo && [...app.querySelectorAll('[data-ts]')].findLast((message) => message.dataset.ts === scrollTo);
  if (!found) return;
  scrollTo = null;
  found.scrollIntoView({ block: 'center' });
  found.animate([{ backgroundColor: 'var(--flash)' }, {}], { duration: 1600, easing: 'ease-out' });
}

function complain() {
  for (const place of app.querySelectorAll('[data-error-for]')) {
    const view = place.closest('[data-view]').dataset.view;
    const complaint = complaints.get(view)?.[place.dataset.errorFor];
    if (!complaint) continue;
    place.textContent = complaint;
    place.hidden = false;
    place.parentElement.querySelector('[data-field]')?.setAttribute('aria-invalid', 'true');
  }
}

// ---- Acting

let queue = Promise.resolve();
let waiting = 0;

/** Sends one request after the other; resolves to the answer, or to null after telling what went wrong. */
function send(path, body) {
  waiting += 1;
  document.body.toggleAttribute('data-busy', true);
  const done = queue.then(() => post(path, body)).finally(async () => {
    turning = false;
    await refresh();
    waiting -= 1;
    document.body.toggleAttribute('data-busy', waiting > 0);
  });
  queue = done.catch(() => {});
  return done;
}

async function post(path, body) {
  // Closing and looking are no events: what happened before stays listed.
  const looks = ['close', 'open_home'].includes(body.do) || body.stop || /fault|people/.test(path);
  if (!looks) view.since = root().dataset.latest;
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const told = await answer.json();
    // Whether the app has heard that a form was closed is nothing to the one who closed it.
    if (told.error && body.do !== 'close') toasts.error(explained(told));
    return answer.ok && !told.error ? told : null;
  } catch (fault) {
    toasts.error(`${words().failed}: ${fault.message}`);
    return null;
  }
}

/** What went wrong, for a person; the code stands behind it for whoever builds the app. */
function explained({ error, detail }) {
  const { failed, codes } = words();
  const code = codes[error];
  return code ? `${code} (${error})` : `${failed}: ${detail ?? error}`;
}

async function act(body) {
  const answer = await send('/sandbox/act', { as: root().dataset.me, ...body });
  if (answer) tour.acted(body.do);
  return answer;
}

function turn(body) {
  if (waiting > 0) return;
  turning = true;
  send('/sandbox/clock', body);
}

/** What needs no waiting for: playing, people, faults. */
async function order(path, body) {
  await post(path, body);
  await refresh();
}

function clickOn(element, extra) {
  const scope = JSON.parse(element.closest('[data-scope]').dataset.scope);
  const { actionId: action_id, blockId: block_id } = element.dataset;
  return act({ do: 'click', ...scope, action_id, block_id, ...extra });
}

async function submit(form) {
  const view_id = form.dataset.view;
  complaints.delete(view_id);
  const answer = await act({ do: 'submit', view_id, values: await fields.values(form) });
  if (Object.keys(answer?.errors ?? {}).length === 0) return;
  complaints.set(view_id, answer.errors);
  complain();
  form.querySelector('[aria-invalid]')?.focus();
}

async function write(form, text) {
  const { channel, thread: thread_ts } = form.dataset;
  if (!text.startsWith('/')) {
    return (await act({ do: 'say', channel, text: composer.wireText(text), thread_ts })) !== null;
  }
  if (thread_ts) {
    toasts.error(words().no_command);
    return false;
  }
  return (await act({ do: 'command', channel, text: composer.commandText(text) })) !== null;
}

async function doTo(button) {
  const { do: what, name, callback: callback_id } = button.dataset;
  const { ts, channel } = { ...button.closest('[data-ts]')?.dataset };
  const place = channel ?? button.dataset.channel;
  if (what === 'edit') {
    const dialog = document.getElementById('edit-dialog');
    const field = dialog.querySelector('textarea');
    field.value = button.dataset.text;
    if ((await fields.ask(dialog)) === 'yes') act({ do: 'edit', channel: place, ts, text: field.value });
  } else {
    act({ do: what, channel: place, ts, name, callback_id });
  }
}

// ---- What one looks at

/** Changes what the page shows, and remembers it. */
function choose(name, value) {
  view[name] = value;
  if (name !== 'shown') localStorage.setItem(name === 'lang' ? 'language' : name, value);
  return refresh();
}

/** More messages come in above; what one looks at stays where it is. */
async function showEarlier(button) {
  const box = button.closest('.scroll');
  const below = box.scrollHeight - box.scrollTop;
  await choose('shown', button.dataset.shown);
  box.scrollTop = box.scrollHeight - below;
}

const toggleWire = () => choose('wire', view.wire === '1' ? '' : '1');
const tools = {
  'wire-toggle': toggleWire,
  'keys-toggle': () => keys.show(),
  'tour-toggle': () => tour.toggle(),
  theme: () => keys.nextTheme(),
};

// ---- Listening

document.addEventListener('click', (event) => {
  const on = (selector) => event.target.closest(selector);
  const ordered = { play: '/sandbox/play', people: '/sandbox/people', fault: '/sandbox/fault' };
  scrollTo = on('[data-scroll-to]')?.dataset.scrollTo ?? scrollTo;
  if (on('[data-test=reply]')) {
    replying = true;
    // The thread may be open already.
    refresh();
  }
  if (on('[data-turn]')) turn(JSON.parse(on('[data-turn]').dataset.turn));
  if (on('[data-do]')) doTo(on('[data-do]'));
  for (const [name, path] of Object.entries(ordered)) {
    if (on(`[data-${name}]`)) order(path, JSON.parse(on(`[data-${name}]`).dataset[name]));
  }
  if (on('[data-to-end]')) toEnd();
  if (on('[data-close]')) act({ do: 'close', view_id: on('[data-view]').dataset.view });
  if (on('[data-lang]')) choose('lang', on('[data-lang]').dataset.lang);
  if (on('[data-panel]')) openPanel(on('[data-panel]').dataset.panel);
  if (on('[data-shown]')) showEarlier(on('[data-shown]'));
  if (on('[data-tool]')) tools[on('[data-tool]').dataset.tool]();
  if (on('[data-skip]')) {
    event.preventDefault();
    document.getElementById('main').focus();
  }
  if (scrollTo && on('[data-scroll-to]')?.getAttribute('href') === location.hash) refresh();
});

/** On a phone the panel is folded until one asks for it, and folds again when one asks twice. */
function openPanel(name) {
  const again = view.panel === name && document.body.hasAttribute('data-panel-open');
  document.body.toggleAttribute('data-panel-open', !again);
  choose('panel', name);
}

document.addEventListener('scroll', tellFar, { capture: true, passive: true });

document.addEventListener('submit', (event) => {
  const { target } = event;
  const given = () => Object.fromEntries(new FormData(target));
  if (target.matches('[data-view]')) submit(target);
  else if (target.matches('[data-turn-form]')) turn({ to: target.querySelector('input').value });
  else if (target.matches('[data-play-form]')) order('/sandbox/play', { ...given(), per_day: Number(given().per_day) });
  else if (target.matches('[data-fault-form]')) order('/sandbox/fault', inspector.fault(target));
  else return;
  event.preventDefault();
  const popup = target.closest('details.popup');
  if (popup) popup.open = false;
});

// Escape asks to close a modal; whether it closes is the sandbox's to say.
document.addEventListener('cancel', (event) => {
  if (!event.target.matches('dialog.modal')) return;
  event.preventDefault();
  if (!event.target.querySelector('details[open]')) act({ do: 'close', view_id: event.target.querySelector('form').dataset.view });
}, true);

function moved() {
  view.shown = '';
  for (const popup of app.querySelectorAll('details.popup[open]')) popup.open = false;
  if (route().home) act({ do: 'open_home', as: route().persona });
  else refresh();
}

function listen() {
  const events = new EventSource('/sandbox/events');
  events.addEventListener('changed', refresh);
  events.addEventListener('open', refresh);
}

fields.wire(clickOn);
composer.wire(write);
inspector.wire({ lang: () => view.lang });
tour.wire({ refresh, toEnd });
keys.wire({ toggleWire, openPanel, panel: () => view.panel });
const arrived = location.hash.length > 1;
await refresh();
if (root() && matchMedia('(min-width: 45rem)').matches && !route().home) {
  const { me, place } = root().dataset;
  const thread = route().thread ? `;${route().thread}` : '';
  history.replaceState(null, '', `#${me};${place}${thread}`);
}
window.addEventListener('hashchange', moved);
if (route().home) moved();
tour.begin(arrived);
listen();
