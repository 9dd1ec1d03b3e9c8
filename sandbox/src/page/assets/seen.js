// What was read: remembered in this browser, by person and channel, and shown as dots.

const later = (a, b) => Number(a) > Number(b);

/** Puts dots where somebody has not seen the newest; the channel that is open counts as read. */
export function decorate(root) {
  const { epoch, latest, me, place } = root.dataset;
  let seen = JSON.parse(localStorage.getItem('seen') ?? 'null');
  // Another workspace on the same address: what was there before counts as read.
  if (seen?.epoch !== epoch) seen = { epoch, start: latest, at: {} };
  for (const entry of root.querySelectorAll('[data-seen]')) {
    const { seen: name, latest: newest } = entry.dataset;
    if (name === `${me};${place}`) seen.at[name] = newest;
    entry.classList.toggle('unread', later(newest, seen.at[name] ?? seen.start));
  }
  localStorage.setItem('seen', JSON.stringify(seen));
}
