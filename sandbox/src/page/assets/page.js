// The page's life: where one stands (the address), drawing it, acting, turning the clock, and hearing of changes.

import { morph } from './morph.js';
import * as fields from './fields.js';
import * as composer from './composer.js';

const app = document.getElementById('app');
const root = () => app.firstElementChild;
const words = () => JSON.parse(root()?.dataset.words ?? '{}');

let language = localStorage.getItem('language') ?? (/^(nb|nn|no)/.test(navigator.language) ? 'nb' : 'en');
let since = '';
let scrollTo = null;
/** Complaints about fields, by view: also those which never reached the app. */
const complaints = new Map();

// ---- Drawing

function route() {
  const [persona = '', place = '', thread = ''] = decodeURIComponent(location.hash.slice(1)).split(';');
  const home = place === 'home';
  return { persona, channel: home ? '' : place, home: home ? '1' : '', thread, lang: language, since };
}

/** Milliseconds between two drawings while the clock turns: a page need not slow a year down. */
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
        await draw();
        if (turning) await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
    } finally {
      drawing = null;
    }
  })();
  return drawing;
}

async function draw() {
  let html;
  try {
    const answer = await fetch(`/page/fragment?${new URLSearchParams(route())}`);
    if (!answer.ok) throw new Error(answer.statusText);
    html = await answer.text();
  } catch {
    if (root()) toast(words().offline);
    return;
  }
  const next = document.createElement('div');
  next.id = 'app';
  next.innerHTML = html;
  const atEnd = new Map([...app.querySelectorAll('[data-stick]')].map((box) => [box, nearEnd(box)]));
  morph(app, next);
  decorate();
  for (const box of app.querySelectorAll('[data-stick]')) {
    if (atEnd.get(box) ?? true) box.scrollTop = box.scrollHeight;
  }
  showWanted();
}

const nearEnd = (box) => box.scrollHeight - box.scrollTop - box.clientHeight < 40;

function decorate() {
  document.title = root().dataset.title;
  document.documentElement.lang = root().getAttribute('lang');
  document.body.dataset.pane = route().channel || route().home ? 'main' : 'side';
  fields.decorate();
  composer.decorate(root());
  markUnread();
  complain();
  const opening = [...app.querySelectorAll('dialog.modal:not([open])')];
  for (const dialog of opening) dialog.showModal();
  const modal = opening.at(-1);
  if (!modal) return;
  const first = modal.querySelector('[data-focus]') ?? modal.querySelector('[aria-invalid]') ?? modal.querySelector('[data-field]');
  (first?.querySelector('input, summary') ?? first)?.focus();
}

function showWanted() {
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

// ---- What was read

const later = (a, b) => Number(a) > Number(b);

function markUnread() {
  const { epoch, latest, me, place } = root().dataset;
  let seen = JSON.parse(localStorage.getItem('seen') ?? 'null');
  if (seen?.epoch !== epoch) seen = { epoch, start: latest, at: {} };
  for (const entry of app.querySelectorAll('[data-seen]')) {
    const { seen: name, latest: newest } = entry.dataset;
    if (name === `${me};${place}`) seen.at[name] = newest;
    entry.classList.toggle('unread', later(newest, seen.at[name] ?? seen.start));
  }
  localStorage.setItem('seen', JSON.stringify(seen));
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
  if (!['close', 'open_home'].includes(body.do)) since = root().dataset.latest;
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const told = await answer.json();
    if (told.error) toast(`${words().failed}: ${told.detail ?? told.error}`);
    return answer.ok && !told.error ? told : null;
  } catch (fault) {
    toast(`${words().failed}: ${fault.message}`);
    return null;
  }
}

const act = (body) => send('/sandbox/act', { as: root().dataset.me, ...body });

function turn(body) {
  if (waiting > 0) return;
  turning = true;
  send('/sandbox/clock', body);
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
    toast(words().no_command);
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

// ---- Listening

document.addEventListener('click', (event) => {
  const on = (selector) => event.target.closest(selector);
  const [turned, doing, other] = [on('[data-turn]'), on('[data-do]'), on('[data-lang]')];
  scrollTo = on('[data-scroll-to]')?.dataset.scrollTo ?? scrollTo;
  if (turned) turn(JSON.parse(turned.dataset.turn));
  if (doing) doTo(doing);
  if (on('[data-close]')) act({ do: 'close', view_id: on('[data-view]').dataset.view });
  if (other) {
    language = other.dataset.lang;
    localStorage.setItem('language', language);
    refresh();
  }
  if (scrollTo && on('[data-scroll-to]')?.getAttribute('href') === location.hash) refresh();
});

document.addEventListener('submit', (event) => {
  const { target } = event;
  if (target.matches('[data-view]')) submit(target);
  else if (target.matches('[data-turn-form]')) turn({ to: target.querySelector('input').value });
  else return;
  event.preventDefault();
});

// Escape asks to close a modal; whether it closes is the sandbox's to say.
document.addEventListener('cancel', (event) => {
  if (!event.target.matches('dialog.modal')) return;
  event.preventDefault();
  if (!event.target.querySelector('details[open]')) act({ do: 'close', view_id: event.target.querySelector('form').dataset.view });
}, true);

function moved() {
  if (route().home) act({ do: 'open_home', as: route().persona });
  else refresh();
}

function toast(text) {
  const box = document.getElementById('toasts');
  const note = Object.assign(document.createElement('p'), { textContent: text });
  note.dataset.test = 'toast';
  box.replaceChildren(...[...box.children].slice(-2), note);
  // Shown anew, so that it lies above a modal that was opened meanwhile.
  if (box.matches(':popover-open')) box.hidePopover();
  box.showPopover();
  setTimeout(() => {
    note.remove();
    if (!box.hasChildNodes() && box.matches(':popover-open')) box.hidePopover();
  }, 7000);
}

function listen() {
  const events = new EventSource('/sandbox/events');
  events.addEventListener('changed', refresh);
  events.addEventListener('open', refresh);
}

fields.wire(clickOn);
composer.wire(write);
await refresh();
if (root() && matchMedia('(min-width: 45rem)').matches && !route().home) {
  const { me, place } = root().dataset;
  const thread = route().thread ? `;${route().thread}` : '';
  history.replaceState(null, '', `#${me};${place}${thread}`);
}
window.addEventListener('hashchange', moved);
if (route().home) moved();
listen();
