import { join } from 'node:path';
import * as v from 'valibot';
import { Failure } from '#app/contract/result.ts';
import { defaultSettings, type Settings, settings } from '#app/contract/settings.ts';
import { readJson, writeWhole } from '../home/whole-file.ts';

/** What a person chose, in a file of `DUPLEX_HOME` that may be edited by hand. */
export class SettingsFile {
  readonly #file: string;
  #settings: Settings;

  constructor(home: string) {
    this.#file = join(home, 'settings.json');
    const read = v.safeParse(settings, readJson(this.#file));
    this.#settings = read.success ? read.output : defaultSettings;
  }

  get(): Settings {
    return this.#settings;
  }

  /** They hold even when they cannot be kept; then a `Failure` says why. */
  set(value: Settings): void {
    this.#settings = value;
    try {
      writeWhole(this.#file, value);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Failure(
        'internal',
        `The settings cannot be kept for the next start: ${reason}`,
        `Make room, or make ${this.#file} writable`,
      );
    }
  }
}
