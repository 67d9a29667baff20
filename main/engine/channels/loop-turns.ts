/** So long messages may be taken in before timers, sockets and what a window asks for have their turn. */
const mostMs = 4;
/** Not each message, or run of small ones, looks at the clock. */
const lookEvery = 4;

let began = 0;
let looks = 0;
let isOpen = false;
let waiting: (() => void)[] = [];

/**
 * Does what takes in the next message of a stream: at once, or in the next turn of the event loop when this one has
 * gone on for long. Without it a flood holds the loop for as long as a socket has bytes.
 */
export function inLoopTurn(act: () => void): void {
  if (waiting.length > 0 || isTooLong()) waiting.push(act);
  else act();
}

function isTooLong(): boolean {
  if (!isOpen) {
    openTurn();
    return false;
  }
  looks += 1;
  return looks % lookEvery === 0 && performance.now() - began > mostMs;
}

function openTurn(): void {
  isOpen = true;
  began = performance.now();
  looks = 0;
  setImmediate(endTurn);
}

/** Whoever waited has the first of the next one, each of them. */
function endTurn(): void {
  isOpen = false;
  if (waiting.length === 0) return;
  openTurn();
  const acts = waiting;
  waiting = [];
  for (const act of acts) act();
}
