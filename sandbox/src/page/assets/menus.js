// Menus that open: popups, and boxes of which several are chosen. They close again, sum up what is chosen, and are searched.

import { read } from './fields.js';

/** Wires all menus, now and later; `tell` lets the app know of a live one. */
export function wire(tell) {
  const before = new WeakMap();
  // `toggle` does not bubble; a menu of several tells the app when it closes, if anything changed.
  document.addEventListener('toggle', (event) => {
    const menu = event.target;
    if (!menu.matches?.('details.popup, details.multi')) return;
    if (menu.open) return opened(menu, before);
    const now = JSON.stringify(read(menu));
    if (menu.matches('.multi') && before.get(menu) !== now) tell(menu, { selected: read(menu) });
    return undefined;
  }, true);
  document.addEventListener('pointerdown', (event) => closeAll(event.target));
  document.addEventListener('input', (event) => {
    if (event.target.matches('[data-filter]')) filter(event.target);
  });
  document.addEventListener('keydown', (event) => {
    // Enter chooses the first that is found rather than sending the form.
    if (event.key === 'Enter' && event.target.matches('details [data-filter]')) {
      event.preventDefault();
      event.target.closest('details').querySelector('.choice:not([hidden]) input:not(:checked, :disabled)')?.click();
    }
    const open = event.key === 'Escape' && document.querySelector('details.popup[open], details.multi[open]');
    if (!open) return;
    event.preventDefault();
    open.open = false;
    open.querySelector('summary').focus();
  });
  document.addEventListener('click', (event) => {
    if (event.target.closest('[data-done]')) event.target.closest('details').open = false;
    // A choice made in a popup closes it.
    if (event.target.closest('.popup .menu-item, .popup .quick button')) event.target.closest('details').open = false;
  });
}

function opened(menu, before) {
  before.set(menu, JSON.stringify(read(menu)));
  const box = menu.querySelector('.menu').getBoundingClientRect();
  const frame = (menu.closest('.scroll') ?? document.documentElement).getBoundingClientRect();
  const room = menu.getBoundingClientRect().top - frame.top;
  menu.toggleAttribute('data-up', box.bottom > frame.bottom && room > box.height);
  menu.querySelector('[data-filter], [data-suggest]')?.focus();
  menu.querySelector('.menu').scrollIntoView({ block: 'nearest' });
}

function closeAll(except) {
  for (const menu of document.querySelectorAll('details.popup[open], details.multi[open]')) {
    if (!menu.contains(except)) menu.open = false;
  }
}

/** Shows on the outside what is chosen inside, and no more than the menu allows. */
export function sumUp(menu) {
  const told = menu.querySelector('[data-told]');
  const boxes = [...menu.querySelectorAll('.choice input')];
  const chosen = boxes.filter((box) => box.checked);
  const full = chosen.length >= Number(menu.dataset.most || Infinity);
  for (const box of boxes) box.disabled = full && !box.checked;
  const names = chosen.map((box) => box.nextElementSibling.firstChild.textContent);
  told.textContent = names.join(', ') || told.dataset.none;
}

function filter(field) {
  const words = field.value.toLocaleLowerCase();
  const area = field.parentElement;
  let found = 0;
  for (const row of area.querySelector('.menu-rows').children) {
    row.hidden = !row.textContent.toLocaleLowerCase().includes(words);
    found += row.hidden ? 0 : 1;
  }
  const nobody = area.querySelector('.nobody');
  if (nobody) nobody.hidden = found > 0;
}

/** Brings what only the browser knows back after the page was drawn anew. */
export function decorate() {
  document.querySelectorAll('details.multi').forEach(sumUp);
  document.querySelectorAll('[data-filter]').forEach(filter);
}
