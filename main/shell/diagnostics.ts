import { oneLine } from './one-line.ts';
import { redact } from './redact.ts';
import { withoutAddresses } from './without-addresses.ts';

/** What is told about this Duplex and the system it runs on. */
export interface DiagnosticsFacts {
  /** Of Duplex. */
  readonly version: string;
  readonly versions: { readonly electron: string; readonly chrome: string; readonly node: string };
  /** As Node names them: `process.platform`, `os.release()`, `process.arch`. */
  readonly platform: string;
  readonly release: string;
  readonly arch: string;
  readonly locale?: string;
  /** The display server, such as `wayland`; Linux only. */
  readonly display?: string;
  readonly packaged: boolean;
  readonly windows: number;
  /** Lines of the log, the oldest first. */
  readonly log: readonly string[];
}

const shownLines = 50;
const longestFact = 200;
const longestLine = 2_000;

/**
 * What “Copy diagnostics” copies: Markdown to be read and pasted into a report. It names no server,
 * holds no secret, and shows the person's home folder as `~`.
 */
export function diagnosticsText(facts: DiagnosticsFacts, home: string): string {
  const { versions, locale, display } = facts;
  const system = [`${facts.platform} ${facts.release}`, facts.arch];
  if (display !== undefined) system.push(display);
  if (locale !== undefined) system.push(locale);
  const about = [
    ['Duplex', `${facts.version}, ${facts.packaged ? 'packaged' : 'from its sources'}`],
    ['Electron', versions.electron],
    ['Chrome', versions.chrome],
    ['Node', versions.node],
    ['System', system.join(', ')],
    ['Windows', String(facts.windows)],
  ].map(([name, value = '']) => `- ${name}: ${oneLine(redact(value, home), longestFact)}`);
  const lines = facts.log.slice(-shownLines).map((line) => logLine(line, home));
  return ['### Duplex diagnostics', '', ...about, '', ...logSection(lines), ''].join('\n');
}

/** Indented rather than fenced: no line can end what Markdown shows as it is. */
function logSection(lines: readonly string[]): string[] {
  if (lines.length === 0) return ['The log is empty.'];
  return ['Last lines of the log:', '', ...lines.map((line) => `    ${line}`)];
}

/** Line by line, so that something left open in one does not take the others along. */
function logLine(line: string, home: string): string {
  return oneLine(withoutAddresses(redact(line, home)), longestLine);
}
