import { join } from 'node:path';
import { readJson, writeWhole } from '../home/whole-file.ts';

const kept = 12;

/** The addresses that worked, the most recent first, in a file of `DUPLEX_HOME`. */
export class RecentAddresses {
  readonly #file: string;
  #addresses: readonly string[];

  constructor(home: string) {
    this.#file = join(home, 'recent-addresses.json');
    this.#addresses = read(this.#file);
  }

  list(): readonly string[] {
    return this.#addresses;
  }

  /** Puts an address first. A list that cannot be written still holds for this session. */
  remember(address: string): readonly string[] {
    if (this.#addresses[0] === address) return this.#addresses;
    const others = this.#addresses.filter((other) => other !== address);
    this.#addresses = [address, ...others].slice(0, kept);
    try {
      writeWhole(this.#file, this.#addresses);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      process.stderr.write(`Recent addresses could not be saved: ${reason}\n`);
    }
    return this.#addresses;
  }
}

/** A missing or damaged file is an empty list: the addresses are a convenience. */
function read(file: string): readonly string[] {
  const list = readJson(file);
  if (!Array.isArray(list)) return [];
  return list.filter((entry) => typeof entry === 'string').slice(0, kept);
}
