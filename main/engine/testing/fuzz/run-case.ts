import { Random } from '../random.ts';
import type { Case } from './cases.ts';

/** Nothing that is fuzzed is large: what takes longer hangs, or would soon. */
const mostMs = 5_000;

const shared: readonly object[] = [Object.prototype, Array.prototype, Function.prototype];

/** Runs one case with a seed. Throws with the seed when it failed, took too long or changed a prototype. */
export async function runCase(name: string, run: Case, seed: number): Promise<void> {
  const before = fingerprint();
  const since = performance.now();
  try {
    await run(new Random(seed));
    const ms = performance.now() - since;
    if (ms > mostMs) throw new Error(`it took ${Math.round(ms)} ms`);
    if (fingerprint() !== before) throw new Error('a shared prototype was changed');
  } catch (error) {
    throw new Error(`${name}, seed ${seed}: ${String(error)}`, { cause: error });
  }
}

function fingerprint(): string {
  return JSON.stringify(shared.map((prototype) => Reflect.ownKeys(prototype).map(String)));
}
