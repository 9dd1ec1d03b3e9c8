// The inspector of the wire: fetches what is new in the log, filters it, and shows a record's bodies.

const KEPT = 2000;
let last = 0;
/** The body of the log that was filled so far. */
let filled = null;
let paused = false;
let fetching = false;
let page = {};
/** The record that is shown. */
let shown = null;

const rows = () => document.getElementById('wire-rows');
const detail = () => document.getElementById('wire-detail');
const chosen = (what) => document.querySelector(`[data-wire=${what}]`);

/** After a drawing: fetches what is new, if the inspector is open. */
export function decorate(root) {
  // A log that was opened anew, or changed its language, is filled from the start.
  if (rows() !== filled) last = 0;
  filled = rows();
  if (!filled) return;
  tellPause();
  if (!paused && Number(root.dataset.exchanges) > last) fetchNew();
}

async function fetchNew() {
  if (fetching) return;
  fetching = true;
  try {
    const answer = await fetch(`/page/wire?after=${last}&lang=${page.lang()}`);
    if (answer.ok) add(await answer.text());
  } finally {
    fetching = false;
  }
}

function add(html) {
  const body = rows();
  if (!body) return;
  const box = body.closest('.scroll');
  const follow = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
  const holder = document.createElement('tbody');
  holder.innerHTML = html;
  const fresh = [...holder.children].filter((row) => Number(row.dataset.n) > last);
  if (fresh.length === 0) return;
  last = Number(fresh.at(-1).dataset.n);
  fresh.forEach(sift);
  body.append(...fresh);
  while (body.children.length > KEPT) body.firstElementChild.remove();
  box.querySelector('.empty').hidden = true;
  name(fresh);
  if (follow) box.scrollTop = box.scrollHeight;
}

/** Names that have been on the wire can be chosen for faults. */
function name(fresh) {
  const list = document.getElementById('wire-names');
  const known = new Set([...list.options].map((option) => option.value));
  for (const { dataset } of fresh) {
    if (dataset.kind === 'ack' || known.has(dataset.name)) continue;
    known.add(dataset.name);
    list.append(Object.assign(document.createElement('option'), { value: dataset.name }));
  }
}

/** Shows a row or not, as the filter says. */
function sift(row) {
  const words = chosen('name').value.toLocaleLowerCase();
  const kind = chosen('kind').value;
  const fits = row.dataset.name.toLocaleLowerCase().includes(words) && (!kind || row.dataset.kind === kind);
  row.hidden = !fits || (chosen('errors').checked && row.dataset.ok === '1');
}

async function show(number) {
  shown = number;
  for (const row of rows().children) row.toggleAttribute('data-shown', row.dataset.n === number);
  const answer = await fetch(`/page/wire/${number}?lang=${page.lang()}`);
  if (shown === number && detail()) detail().innerHTML = await answer.text();
}

function pause() {
  paused = !paused;
  tellPause();
  if (!paused) fetchNew();
}

function tellPause() {
  const button = chosen('pause');
  button.ariaPressed = String(paused);
  button.textContent = paused ? button.dataset.resume : button.dataset.pause;
}

/** Up and down among the rows that are shown. */
function walk(event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by || !event.target.matches('.wire-name')) return;
  event.preventDefault();
  const all = [...rows().querySelectorAll('tr:not([hidden]) .wire-name')];
  const next = all[all.indexOf(event.target) + by];
  next?.focus();
  next?.click();
}

/** What a form orders: only what is filled in and fits the kind of fault. */
export function fault(form) {
  const kind = form.elements.fault.value;
  const order = { fault: kind };
  for (const field of form.elements) {
    const fits = field.closest('label')?.classList.contains(`for-${kind}`);
    if (!fits || field.name === 'fault') continue;
    if (field.type === 'checkbox') {
      if (field.checked) order[field.name] = true;
    } else if (field.value) {
      order[field.name] = field.type === 'number' ? Number(field.value) : field.value;
    }
  }
  return order;
}

export function wire(given) {
  page = given;
  document.addEventListener('click', (event) => {
    const record = event.target.closest('[data-record]') ?? event.target.closest('[data-test=wire-row]')?.querySelector('[data-record]');
    if (record) show(record.dataset.record);
    const what = event.target.closest('[data-wire]')?.dataset.wire;
    if (what === 'pause') pause();
    if (what === 'clear') rows().replaceChildren();
  });
  for (const type of ['input', 'change']) {
    document.addEventListener(type, (event) => {
      if (event.target.closest('[data-wire]')) [...rows().children].forEach(sift);
    });
  }
  document.addEventListener('keydown', walk);
}
