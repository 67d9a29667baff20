import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { Failure } from '#app/contract/result.ts';
import { settings, type TlsProfile } from '#app/contract/settings.ts';
import type { TlsSettings } from '#app/contract/target.ts';
import { fromHome } from '#app/core/typed-path.ts';
import type { OptionValues } from './arguments.ts';
import { unreadable } from './given-file.ts';
import { homeFolder } from './home.ts';

/** Where a passphrase may stand, so that it is on no command line. */
const passphraseVariable = 'DUPLEX_SECRET_KEY_PASSPHRASE';

/**
 * The TLS settings that the options name, on top of those of a profile; `undefined` when none says
 * TLS. Throws a usage `Failure` for a profile or file that is not there.
 */
export function tlsOf(values: OptionValues): TlsSettings | undefined {
  const { cacert, cert, key, insecure, 'server-name': serverName, 'tls-profile': name } = values;
  const isTls =
    [cacert, cert, key, serverName, name].some((one) => one !== undefined) ||
    insecure === true ||
    values.plaintext === false;
  const passphrase = passphraseOf(values);
  if (!isTls) return undefined;
  return {
    ...(name !== undefined && profile(name).tls),
    ...(cacert !== undefined && { caPaths: cacert.map(whole) }),
    ...(cert !== undefined && { certFile: whole(cert) }),
    ...(key !== undefined && { keyFile: whole(key) }),
    ...(passphrase !== undefined && { passphrase }),
    ...(serverName !== undefined && { serverName }),
    ...(insecure !== undefined && { insecure }),
  };
}

/** A shell leaves the `~` of `--cacert=~/ca.pem` as it is. */
function whole(path: string): string {
  return resolve(fromHome(path, homedir()));
}

/** By the options that name a file: it may be a pipe, which can be read only once. */
const passphrases = new WeakMap<OptionValues, string>();

function passphraseOf(values: OptionValues): string | undefined {
  const file = values['passphrase-file'];
  if (file === undefined) return process.env[passphraseVariable];
  try {
    const read = passphrases.get(values) ?? readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    passphrases.set(values, read);
    return read;
  } catch (error) {
    throw unreadable('passphrase file', file, error);
  }
}

/** One of those that were saved in the window. */
function profile(name: string): TlsProfile {
  const tlsProfiles = savedProfiles();
  const file = settingsFile();
  const found = tlsProfiles.find((one) => one.name === name);
  if (found !== undefined) return found;
  const names = tlsProfiles.map((one) => `"${one.name}"`).join(', ');
  throw new Failure(
    'usage',
    `There is no TLS profile "${name}" in ${file}`,
    names === '' ? 'Save one in the TLS settings of the window' : `There is ${names}`,
  );
}

/** All that were saved in the window. */
export function savedProfiles(): readonly TlsProfile[] {
  return v.parse(settings, readSettings(settingsFile())).tlsProfiles;
}

function settingsFile(): string {
  return join(homeFolder(), 'settings.json');
}

function readSettings(file: string): unknown {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof value === 'object' && value !== null ? value : {};
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw unreadable('settings file', file, error);
  }
}
