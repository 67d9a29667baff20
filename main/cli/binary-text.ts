import { Failure } from '#app/contract/result.ts';
import type { OptionValues } from './arguments.ts';

type Form = 'binary' | 'hex' | 'base64';

/** How bytes are written and read. Throws a usage `Failure` when both are asked for. */
export function formOf({ hex, base64 }: OptionValues): Form {
  if (hex === true && base64 === true)
    throw new Failure('usage', '--hex and --base64 do not go together');
  if (hex === true) return 'hex';
  return base64 === true ? 'base64' : 'binary';
}

/** Bytes that were written as text, in which white space counts for nothing; base64 of either kind. */
export function bytesOf(text: string, form: 'hex' | 'base64'): Buffer {
  const digits = form === 'hex' ? /[^\s0-9a-f]/i : /[^\s0-9a-z+/_=-]/i;
  const stray = digits.exec(text);
  if (stray !== null)
    throw new Failure(
      'message-invalid',
      `${JSON.stringify(stray[0])} at character ${stray.index + 1} is no ${form} digit`,
    );
  const packed = text.replace(/\s/g, '');
  const isWhole =
    form === 'hex' ? packed.length % 2 === 0 : packed.replace(/=+$/, '').length % 4 !== 1;
  if (!isWhole)
    throw new Failure('message-invalid', `The ${form} ends within a byte`, 'A digit is missing');
  return Buffer.from(packed, form);
}
