// Keyboard shortcuts, the list of them, and the colours.

const one = (selector) => document.querySelector(selector);
const press = (hook) => one(`[data-test="${hook}"]:not([disabled])`)?.click();
const THEMES = ['', 'light', 'dark'];
let page = {};
let named = ['', '', ''];
let label = '';

const theme = () => localStorage.getItem('theme') ?? '';
const on = () => localStorage.getItem('keys') !== 'off';

function dress() {
  if (theme()) document.documentElement.dataset.theme = theme();
  else delete document.documentElement.dataset.theme;
}
dress();

/** After a drawing: what the switches say. */
export function decorate(words) {
  ({ themes: named, theme: label } = words);
  const switched = one('[data-test=theme]');
  switched.title = switched.ariaLabel = `${label}: ${named[Math.max(0, THEMES.indexOf(theme()))]}`;
  one('#keys-on').checked = on();
}

/** As the system, light, dark, and round again. */
export function nextTheme() {
  const next = THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length];
  localStorage.setItem('theme', next);
  dress();
  const switched = one('[data-test=theme]');
  switched.title = switched.ariaLabel = `${label}: ${named[THEMES.indexOf(next)]}`;
}

/** The list. */
export const show = () => one('#keys-dialog').showModal();

const SINGLE = {
  '?': show,
  c: () => focus('composer'),
  '/': () => write('/'),
  p: () => focus('persona-search'),
  h: goHome,
  j: () => step(1),
  k: () => step(-1),
  r: () => message()?.querySelector('[data-test=reply]')?.click(),
  a: () => open(message()?.querySelector('details.tools')),
  s: () => open(one('details.shortcuts')),
  n: () => press('clock-next'),
  m: () => press('clock-morning'),
  o: () => press('clock-hour'),
  y: () => press(one('[data-test=clock-stop]') ? 'clock-stop' : 'clock-play'),
  l: () => press('people-loose'),
  t: () => page.openPanel(page.panel() === 'timeline' ? 'happened' : 'timeline'),
  w: () => page.toggleWire(),
  d: nextTheme,
  g: () => press('tour-toggle'),
};

export function wire(given) {
  page = given;
  document.addEventListener('keydown', (event) => {
    const { key, altKey, ctrlKey, metaKey, target } = event;
    if (event.defaultPrevented || event.isComposing || ctrlKey || metaKey || one('dialog[open]')) return;
    if (altKey && (key === 'ArrowDown' || key === 'ArrowUp')) return take(event, () => travel(key === 'ArrowDown' ? 1 : -1));
    if (key === 'Escape') return leave(event);
    if (target.closest('[role=tab]') && /^Arrow(Left|Right)$/.test(key)) return take(event, () => otherTab(target));
    if (/^(Arrow(Up|Down)|Enter)$/.test(key) && walk(target, key)) return event.preventDefault();
    const typing = target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]');
    if (typing || altKey || !on()) return undefined;
    const does = SINGLE[key === '?' || key === '/' ? key : key.toLowerCase()];
    return does && take(event, does);
  });
  document.addEventListener('change', (event) => {
    if (event.target.id === 'keys-on') localStorage.setItem('keys', event.target.checked ? 'on' : 'off');
  });
}

function take(event, does) {
  event.preventDefault();
  does();
}

function focus(hook) {
  one(`[data-test=${hook}]`)?.focus();
}

function write(text) {
  const field = one('[data-test=composer]');
  if (!field) return;
  field.focus();
  if (field.value) return;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function goHome() {
  location.hash = `#${one('.app').dataset.me};home`;
}

/** The message that has the focus, else the newest. */
const messages = () => [...(document.activeElement.closest('.thread') ?? one('.main')).querySelectorAll('.message')];
const message = () => document.activeElement.closest('.message') ?? messages().at(-1);

function step(by) {
  const all = messages();
  const at = all.indexOf(document.activeElement.closest('.message'));
  const next = at < 0 ? all.at(-1) : all[Math.min(all.length - 1, Math.max(0, at + by))];
  next?.focus();
}

function open(menu) {
  if (!menu) return;
  menu.open = true;
  menu.querySelector('.menu button, .menu a')?.focus();
}

/** To the next or previous channel or conversation. */
function travel(by) {
  const all = [...document.querySelectorAll('.rooms a.entry')];
  const at = all.findIndex((entry) => entry.ariaCurrent === 'page');
  all[(at + by + all.length) % all.length]?.click();
}

/** Up and down in lists of people and in menus; Enter in a search field takes the first that is found. */
function walk(target, key) {
  const list = target.closest('.people, details.popup[open] .menu');
  const searching = target.matches('[data-filter]');
  if (!list || (!searching && (key === 'Enter' || !target.matches('a, button')))) return false;
  const all = [...list.querySelectorAll('a, button')].filter((entry) => entry.getClientRects().length > 0);
  if (key === 'Enter') all[0]?.click();
  else all[all.indexOf(target) + (key === 'ArrowDown' ? 1 : -1)]?.focus();
  return true;
}

function otherTab(tab) {
  const other = [...tab.parentElement.children].find((sibling) => sibling !== tab);
  other.click();
  other.focus();
}

/** Out of a field, a message, a thread, the inspector: the innermost first. */
function leave(event) {
  const close = one('.wire')?.contains(event.target) ? one('[data-test=wire-close]') : one('[data-test=thread-close]');
  if (event.target.closest('input, textarea, .message')) return take(event, () => event.target.blur());
  return close && take(event, () => close.click());
}
