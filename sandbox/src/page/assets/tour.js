// The guided tour: which step one is at, a ring around what is to be clicked, and noticing when that was done.

const ADVANCE = 1100;
const card = () => document.querySelector('.tour');
const ring = () => document.getElementById('ring');
let page = {};
/** `{ id, step, state }`, remembered in this browser; `state` is `on`, `off` or `done`. */
let memory = JSON.parse(localStorage.getItem('tour') ?? 'null');
/** What has happened since the step began. */
let since = null;
/** Whether one is to be taken to where the step is. */
let lead = false;
let found = null;

/** The step for the query, from 0; empty while no tour is taken. */
export const step = () => (memory?.state === 'on' ? String(memory.step) : '');

function remember(change) {
  memory = { ...memory, ...change };
  localStorage.setItem('tour', JSON.stringify(memory));
  since = null;
  page.refresh();
}

/** Starts the tour for who has never taken it. Who came by an address is not led away from it. */
export function begin(arrived) {
  const { tourId: id } = document.querySelector('.app').dataset;
  if (memory?.id === id) return;
  lead = !arrived;
  remember({ id, step: 0, state: 'on' });
}

/** Hides it, or goes on where one was. */
export function toggle() {
  const on = memory?.state === 'on';
  lead = !on;
  if (on) remember({ state: 'off' });
  else remember({ state: 'on', step: memory?.state === 'done' ? 0 : memory?.step ?? 0 });
}

/** Whoever leaves is left where news comes in, not at what was last to be clicked. */
function leave(change) {
  remember(change);
  page.toEnd();
}

/** To another step. Who pressed for it is taken to where it is; who just did what was asked stays, and may press. */
function go(to, pressed) {
  lead = pressed;
  remember({ step: to });
}

/** An act was done. */
export function acted(kind) {
  since?.acts.add(kind);
  judge();
}

/** What a step calls it, as a selector: a hook, or `action:` and the beginning of an action's id. */
function selector(target) {
  const action = /^action:(.+)$/.exec(target)?.[1];
  return action ? `[data-action-id^="${CSS.escape(action)}"]` : `[data-test="${CSS.escape(target)}"]`;
}

const visible = (element) => element.getClientRects().length > 0;
const all = (target) => [...document.querySelectorAll(selector(target))];

/** After a drawing: begins the step if it is a new one, and looks whether it is done. */
export function decorate(root) {
  const there = card();
  if (!there) {
    found = null;
    return hide();
  }
  const { step: number, persona, place, target } = there.dataset;
  if (since?.step !== number) {
    since = { step: number, now: root.dataset.now, posts: Number(root.dataset.posts), acts: new Set(), clicks: new Set(), done: false };
    found = null;
  }
  const { me, place: here } = root.dataset;
  const away = (persona && persona !== me) || (place && place !== here && !standsFor(root, place));
  if (away && lead) location.hash = `#${persona ?? me};${place ?? here}`;
  lead = false;
  there.querySelector('[data-tour=tour-there]').hidden = !away;
  // Who is not there yet is shown the way; what is to be clicked there may be here too, and would be somebody else's.
  if (away) surround('tour-there');
  else if (target) surround(target);
  else hide();
  return judge();
}

/** A conversation may be named by whom it is with. */
function standsFor(root, place) {
  return root.dataset.with === place;
}

// ---- The ring

function surround(target) {
  const candidates = all(target);
  let element = candidates.findLast(visible);
  // On a phone the channels and people are behind the way back.
  if (!element && candidates.some((there) => there.closest('.sidebar'))) element = document.querySelector('.back');
  if (element && element !== found) {
    element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    // Shown anew, so that it lies above a modal that was opened meanwhile.
    hide();
  }
  found = element ?? null;
  place();
}

function place() {
  const box = found?.isConnected && !since?.done ? found.getBoundingClientRect() : null;
  if (!box || !box.width || covered(box)) return hide();
  if (!ring().matches(':popover-open')) ring().showPopover();
  const margin = 5;
  const at = { left: box.left - margin, top: box.top - margin, width: box.width + 2 * margin, height: box.height + 2 * margin };
  for (const [name, value] of Object.entries(at)) ring().style.setProperty(name, `${value}px`);
  return undefined;
}

/** Scrolled away, or under something else. */
function covered(box) {
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return !top || !(found.contains(top) || top.contains(found));
}

function hide() {
  if (ring().matches(':popover-open')) ring().hidePopover();
}

// ---- Is it done?

function judge() {
  const there = card();
  if (!there || !since) return;
  const { persona } = there.dataset;
  // What somebody else does is not what was asked for.
  if (persona && persona !== document.querySelector('.app').dataset.me) return;
  const when = JSON.parse(there.dataset.doneWhen);
  const names = Object.keys(when).filter((name) => when[name] !== null);
  if (!since.done && !(names.length > 0 && names.every((name) => holds(name, when[name])))) return;
  const first = !since.done;
  since.done = true;
  there.toggleAttribute('data-step-done', true);
  there.querySelector('.tour-done').hidden = false;
  hide();
  if (first && there.dataset.last !== 'true') setTimeout(() => since?.done && go(memory.step + 1, false), ADVANCE);
}

function holds(name, wanted) {
  const { me, place: here, now, posts } = document.querySelector('.app').dataset;
  switch (name) {
    case 'click':
      return since.clicks.has(wanted);
    case 'see':
      return all(wanted).some(visible);
    case 'gone':
      return !all(wanted).some(visible);
    case 'persona':
      return me === wanted;
    case 'place':
      return here === wanted || standsFor(document.querySelector('.app'), wanted);
    case 'clock':
      return now >= wanted;
    case 'turned':
      return (now !== since.now) === wanted;
    case 'app_posts':
      return Number(posts) - since.posts >= wanted;
    default:
      return name === 'act' && since.acts.has(wanted);
  }
}

function noted(event) {
  const wanted = card() && since && JSON.parse(card().dataset.doneWhen).click;
  if (!wanted || !event.target.closest?.(selector(wanted))) return;
  since.clicks.add(wanted);
  judge();
}

const buttons = {
  'tour-next': () => go(memory.step + 1, true),
  'tour-back': () => go(memory.step - 1, true),
  'tour-skip': () => leave({ state: 'off' }),
  'tour-finish': () => leave({ state: 'done', step: 0 }),
  'tour-there': () => {
    lead = true;
    page.refresh();
  },
};

export function wire(given) {
  page = given;
  document.addEventListener('click', noted, true);
  document.addEventListener('click', (event) => buttons[event.target.closest('[data-tour]')?.dataset.tour]?.());
  // Where one types, coming there is all there is to click.
  document.addEventListener('focusin', (event) => event.target.matches('textarea') && noted(event));
  document.addEventListener('scroll', () => requestAnimationFrame(place), true);
  window.addEventListener('resize', place);
  document.addEventListener('toggle', () => requestAnimationFrame(place), true);
}
