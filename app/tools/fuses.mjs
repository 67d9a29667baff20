/**
 * Electron's build-time switches, as they stand in a binary: after a mark come the version and the
 * number of switches, then one character for each.
 * https://www.electronjs.org/docs/latest/tutorial/fuses
 */
const mark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** In their order in the binary; newer Electrons add more at the end. */
const names = /** @type {const} */ ([
  'runAsNode',
  'cookieEncryption',
  'nodeOptions',
  'nodeCliInspect',
  'asarIntegrity',
  'onlyLoadAppFromAsar',
  'ownBrowserSnapshot',
  'fileProtocolPrivileges',
]);

/** @typedef {typeof names[number]} Fuse */
/** @typedef {'on' | 'off' | 'removed'} FuseState */

/** How a packaged Duplex has them; electron-builder.yml asks for it. @type {Readonly<Record<Fuse, FuseState>>} */
export const hardenedFuses = {
  runAsNode: 'off',
  cookieEncryption: 'on',
  nodeOptions: 'off',
  nodeCliInspect: 'off',
  asarIntegrity: 'on',
  onlyLoadAppFromAsar: 'on',
  ownBrowserSnapshot: 'off',
  fileProtocolPrivileges: 'off',
};

/** @type {Readonly<Record<string, FuseState>>} */
const stateOf = { 0: 'off', 1: 'on', r: 'removed' };

/**
 * @param {Buffer} binary
 * @returns {readonly string[]} how the fuses differ from the hardened ones, such as `runAsNode is on`
 */
export const looseFuses = (binary) => {
  const wires = wiresOf(binary);
  if (wires.length === 0) return ['there are no fuses in it'];
  return wires.flatMap((wire) =>
    names.flatMap((name, index) => {
      const state = stateOf[wire[index] ?? ''] ?? 'unknown';
      return state === hardenedFuses[name] ? [] : [`${name} is ${state}`];
    }),
  );
};

/** A universal binary holds its fuses once for each processor. @param {Buffer} binary */
const wiresOf = (binary) => {
  /** @type {string[]} */
  const wires = [];
  for (let at = binary.indexOf(mark); at >= 0; at = binary.indexOf(mark, at + 1)) {
    const length = binary[at + mark.length + 1] ?? 0;
    const start = at + mark.length + 2;
    wires.push(binary.toString('latin1', start, start + length));
  }
  return wires;
};
