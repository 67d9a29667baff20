/**
 * What the bench and the soak do in the window's page, which is given this file's text: `bench` has it all. It acts
 * as a person does, on what is drawn, and looks at what is drawn alone.
 */

const patienceMs = 60_000;

/**
 * Resolves with what is looked for in the first frame that has it.
 * @template T @param {() => T | null | undefined | false} look @returns {Promise<T>}
 */
const until = (look, ms = patienceMs) =>
  new Promise((resolve, reject) => {
    const last = performance.now() + ms;
    const tick = () => {
      const it = look();
      if (it) resolve(it);
      else if (performance.now() > last) reject(new Error(`not there in time: ${look}`));
      else requestAnimationFrame(tick);
    };
    tick();
  });

/** @param {string} label @returns {HTMLElement | undefined} */
const button = (label) =>
  [...document.querySelectorAll('button')].find((one) => {
    const name = one.querySelector('.button-label')?.textContent ?? one.getAttribute('aria-label');
    return name === label && one.getAttribute('aria-disabled') !== 'true';
  });

/** @param {string} role @param {string} name @returns {HTMLElement | undefined} an item whose name begins so */
const item = (role, name) =>
  [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`[role="${role}"]`))].find(
    (one) => one.getAttribute('aria-label')?.startsWith(name),
  );

/** @param {string} label */
const press = async (label) => (await until(() => button(label))).click();

/** @returns {HTMLElement} */
const list = () => {
  const found = document.querySelector('[role="listbox"][aria-label="Events"]');
  if (found instanceof HTMLElement) return found;
  throw new Error('no timeline is drawn');
};

/** @param {number} [index] of a message; any without it */
const received = (index) =>
  document.querySelector(`[aria-label^="Received ${index === undefined ? '' : `${index},`}"]`);

/** What the main process tells under a name. @param {string} name @param {(event: any) => void} listener */
const hear = (name, listener) =>
  /** @type {any} */ (window).bridge.on(name, (/** @type {string} */ json) =>
    listener(JSON.parse(json)),
  );

/** Opens a saved request. @param {string} name */
const open = async (name) => {
  (await until(() => item('treeitem', name))).click();
  await until(() => button('Invoke'));
};

/** Invokes it; resolves with the milliseconds until the message is drawn. @param {number} [index] @param {number} [ms] */
const invoke = async (index, ms = 600_000) => {
  const since = performance.now();
  await press('Invoke');
  await until(() => received(index), ms);
  return performance.now() - since;
};

/** The same with a filter that looks at every message, until it has looked at all of them. */
const invokeFiltered = async () => {
  const { bridge } = /** @type {any} */ (window);
  const since = performance.now();
  await press('Invoke');
  const looked = new Promise((resolve, reject) => {
    hear('calls.found', ({ isDone, fault }) => {
      if (fault !== undefined) reject(new Error(fault));
      else if (isDone) resolve(undefined);
    });
  });
  let isAsked = false;
  hear('calls.progress', async ({ summary: { callId } }) => {
    if (isAsked) return;
    isAsked = true;
    const filter = { text: 'in none of them' };
    await bridge.invoke('calls.filter', { callId, filterId: 'bench', filter });
  });
  await looked;
  return performance.now() - since;
};

/** Opens the newest call of the history; resolves with the milliseconds until a message of it is drawn. */
const reopen = async () => {
  const past = await until(() => document.querySelector('[aria-label="History"] [role="option"]'));
  const since = performance.now();
  if (past instanceof HTMLElement) past.click();
  await until(() => received());
  return performance.now() - since;
};

/** @type {number[]} */
let frames = [];
let isRecording = false;

const recordFrames = () => {
  frames = [];
  isRecording = true;
  let before = performance.now();
  const tick = (/** @type {number} */ now) => {
    frames.push(now - before);
    before = now;
    if (isRecording) requestAnimationFrame(tick);
  };
  requestAnimationFrame((now) => {
    before = now;
    requestAnimationFrame(tick);
  });
};

/** @returns {number[]} milliseconds from each frame since then to the next */
const framesSoFar = () => frames;

const stopFrames = () => {
  isRecording = false;
  return frames;
};

/** What of the rows in view is not drawn, or not the one that belongs there. @param {number} before events before the first message */
const wrongRows = (before) => {
  const { top, bottom } = list().getBoundingClientRect();
  const rows = [...list().querySelectorAll('[role="option"]')].filter((row) => {
    const box = row.getBoundingClientRect();
    return box.bottom > top + 1 && box.top < bottom - 1;
  });
  if (rows.length < Math.floor((bottom - top) / 30)) return ['rows are missing'];
  return rows.flatMap((row) => {
    const name = row.getAttribute('aria-label') ?? '';
    const place = Number(row.getAttribute('aria-posinset'));
    const [, index, sequence] = /^Received (\d+),.*"sequence":"(\d+)"/.exec(name) ?? [];
    const isRight = Number(index) === place - before && index === sequence;
    return isRight || /^(Cancelled|End)/.test(name) ? [] : [`${place}: ${name}`];
  });
};

/** The newest message that is drawn, and which rows are wrong; some may still be on their way. @param {number} before */
const newest = (before) => {
  const names = [...list().querySelectorAll('[role="option"]')].map((row) =>
    /^Received (\d+),/.exec(row.getAttribute('aria-label') ?? ''),
  );
  const received = Math.max(0, ...names.map((name) => Number(name?.[1] ?? 0)));
  return { received, wrong: wrongRows(before).filter((row) => !row.endsWith('loading')) };
};

/** Resolves when the call is over. */
const cancelled = () =>
  until(() =>
    document.querySelector('[aria-label="Call status"]')?.textContent?.startsWith('CANCELLED'),
  );

/**
 * Goes to a place of the list by its scroll bar.
 * @param {number} share from 0 to 1 @param {number} before
 * @returns {Promise<number>} milliseconds from when the list heard of it until the right rows were drawn there
 */
const jump = async (share, before) => {
  const element = list();
  const heard = new Promise((resolve) =>
    element.addEventListener('scroll', () => resolve(performance.now()), {
      once: true,
      capture: true,
    }),
  );
  element.scrollTop = share * (element.scrollHeight - element.clientHeight);
  const since = Number(await heard);
  const last = since + patienceMs;
  return new Promise((resolve, reject) => {
    const observer = new MutationObserver(() => {
      const wrong = wrongRows(before);
      if (wrong.length > 0 && performance.now() < last) return;
      observer.disconnect();
      if (wrong.length > 0) reject(new Error(`wrong rows: ${wrong.join('; ')}`));
      else resolve(performance.now() - since);
    });
    observer.observe(element, { subtree: true, childList: true, attributes: true });
  });
};

/** @param {number} count @param {number} before @returns {Promise<number[]>} */
const jumps = async (count, before) => {
  const times = [];
  // The golden ratio's multiples are all over the list, and none is near the one before.
  for (let at = 1; at <= count; at += 1)
    times.push(await jump(0.02 + ((at * 0.618034) % 0.96), before));
  return times;
};

/** @type {number[]} */
let strokes = [];

/** Of each key from now on: the milliseconds from the press to the frame that was drawn with it. */
const recordKeys = () => {
  strokes = [];
  const drawn = new MessageChannel();
  /** @type {number[]} */
  const waiting = [];
  drawn.port1.onmessage = () => {
    for (const pressed of waiting.splice(0)) strokes.push(performance.now() - pressed);
  };
  document.addEventListener('keydown', ({ timeStamp }) => {
    waiting.push(timeStamp);
    requestAnimationFrame(() => drawn.port2.postMessage(null));
  });
};

const focusMessage = () => {
  const editor = document.querySelector('[aria-label="Message"][contenteditable="true"]');
  if (editor instanceof HTMLElement) editor.focus();
};

/** Calls in turn through the bridge, as the store makes them; resolves with how many there were in a second. @param {object} call @param {number} count */
const callsInTurn = async (call, count) => {
  const { bridge } = /** @type {any} */ (window);
  /** @type {() => void} */
  let ended = () => {};
  const stopHearing = hear('calls.progress', ({ summary }) => {
    if (summary.phase === 'ended') ended();
  });
  /** @type {string | undefined} */
  let before;
  const one = async (/** @type {string} */ callId) => {
    const over = new Promise((resolve) => {
      ended = () => resolve(undefined);
    });
    const starting = bridge.invoke('calls.start', { ...call, callId });
    if (before !== undefined) void bridge.invoke('calls.release', { callId: before });
    before = callId;
    const started = await starting;
    if (!started.ok) throw new Error(started.error.message);
    await over;
  };
  const since = performance.now();
  for (let made = 0; made < count; made += 1) await one(`bench-${since.toFixed()}-${made}`);
  stopHearing();
  return (count * 1000) / (performance.now() - since);
};

/** @type {number[]} */
const tasks = [];
new PerformanceObserver((seen) => {
  for (const { duration } of seen.getEntries()) tasks.push(duration);
}).observe({ type: 'longtask' });

/** The milliseconds of each task of 50 or more since this was last asked. */
const longTasks = () => tasks.splice(0);

/** Selects a large message; resolves with the milliseconds until its first lines are drawn. */
const openText = async () => {
  const row = await until(() => received());
  const since = performance.now();
  if (row instanceof HTMLElement) row.click();
  await until(() => document.querySelector('.large-text-text')?.textContent);
  return performance.now() - since;
};

/** Resolves when all of it is written. */
const wholeText = () =>
  until(() => {
    const { textContent } = document.querySelector('.large-text-state') ?? {};
    return /as JSON/.test(textContent ?? '') && !/so far/.test(textContent ?? '');
  });

/** Scrolls in it, far now and then; resolves with the milliseconds of each frame. @param {number} count frames */
const scrollText = async (count) => {
  const text = document.querySelector('.large-text-list');
  recordFrames();
  for (let at = 0; at < count; at += 1) {
    const deltaY = at % 20 === 0 ? 2_000_000 : 120;
    text?.dispatchEvent(new WheelEvent('wheel', { deltaY, cancelable: true }));
    await new Promise(requestAnimationFrame);
  }
  return stopFrames();
};

Object.assign(window, {
  bench: {
    ...{ press, open, invoke, invokeFiltered, reopen, until, received, newest, cancelled, jumps },
    ...{ recordFrames, framesSoFar, stopFrames, recordKeys, focusMessage, callsInTurn },
    ...{ longTasks, openText, wholeText, scrollText },
    keys: () => strokes,
  },
});
