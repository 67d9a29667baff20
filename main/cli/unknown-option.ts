import { Failure } from '#app/contract/result.ts';
import { nearest } from '#app/core/near-word.ts';
import { optionsOf } from './option-tables.ts';
import { doneOtherwise } from './other-tools.ts';

/** That a command has no such option, or, where it is not known which is meant, that none has. */
export function unknownOption(name: string, command: string | undefined): Failure {
  const table = command === undefined ? undefined : optionsOf[command];
  const whose = table === undefined ? 'Duplex' : `duplex ${command}`;
  const help =
    table === undefined
      ? 'duplex COMMAND --help shows the options of a command'
      : `duplex ${command} --help shows its options`;
  const dashes = name.length === 1 ? '-' : '--';
  return new Failure(
    'usage',
    `${whose} has no option ${dashes}${name}`,
    otherwise(name) ?? ofOthers(name, command) ?? proposal(name, command) ?? help,
  );
}

function otherwise(name: string): string | undefined {
  return Object.hasOwn(doneOtherwise, name) ? doneOtherwise[name] : undefined;
}

/** Of which commands it is. */
function ofOthers(name: string, command: string | undefined): string | undefined {
  if (command === undefined) return undefined;
  const others = Object.keys(optionsOf).filter((one) => Object.hasOwn(optionsOf[one] ?? {}, name));
  return others.length === 0 ? undefined : `It is one of duplex ${others.join(', ')}`;
}

/** What is misspelt, or only begun. */
export function meantBy(written: string, words: readonly string[]): string | undefined {
  return nearest(written, words) ?? words.find((word) => word.startsWith(written));
}

function proposal(name: string, command = 'call'): string | undefined {
  const meant = meantBy(name, Object.keys(optionsOf[command] ?? {}));
  return meant && `Did you mean --${meant}? duplex ${command} --help shows all`;
}
