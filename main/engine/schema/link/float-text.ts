/** A number as descriptors write the default of a `double`: as C prints it, with no digit lost. */
export function doubleText(value: number): string {
  return special(value) ?? shortest(value, 15, 17, Number);
}

/** The same for a `float`. */
export function floatText(value: number): string {
  const rounded = Math.fround(value);
  return special(rounded) ?? shortest(rounded, 6, 9, (text) => Math.fround(Number(text)));
}

function special(value: number): string | undefined {
  if (Number.isNaN(value)) return 'nan';
  if (value === Infinity) return 'inf';
  if (value === -Infinity) return '-inf';
  return undefined;
}

function shortest(
  value: number,
  few: number,
  many: number,
  read: (text: string) => number,
): string {
  const text = general(value, few);
  return read(text) === value ? text : general(value, many);
}

/** What `%.{digits}g` gives. */
function general(value: number, digits: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [mantissa = '', power = '0'] = value.toExponential(digits - 1).split('e');
  const exponent = Number(power);
  if (exponent < -4 || exponent >= digits) {
    const sign = exponent < 0 ? '-' : '+';
    return `${trimZeros(mantissa)}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  return trimZeros(value.toFixed(Math.max(0, digits - 1 - exponent)));
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
