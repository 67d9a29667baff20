import { Failure } from '#app/contract/result.ts';
import { isAddress } from '#app/core/target.ts';
import { optionsOf } from './option-tables.ts';
import { meantBy } from './unknown-option.ts';

/** That there is no such command, and what may be meant: grpcurl has the address before its verb. */
export function unknownCommand(word: string, behind: readonly string[]): Failure {
  const hint = inOrder(word, behind) ?? proposal(word) ?? 'duplex --help shows what there is';
  return new Failure('usage', `Duplex has no command "${word}"`, hint);
}

function proposal(word: string): string | undefined {
  const meant = meantBy(word, Object.keys(optionsOf));
  return meant && `Did you mean duplex ${meant}?`;
}

function inOrder(target: string, behind: readonly string[]): string | undefined {
  const [verb = '', ...others] = behind;
  const line = Object.hasOwn(optionsOf, verb)
    ? [verb, target, ...others]
    : verb.includes('/') || (verb !== '' && isAddress(target))
      ? ['call', target, ...behind]
      : isAddress(target)
        ? ['list', target]
        : undefined;
  return (
    line && `The command comes first: duplex ${line.join(' ')}, with the options anywhere behind it`
  );
}
