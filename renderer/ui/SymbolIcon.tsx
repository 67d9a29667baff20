import type { MethodKind } from '#app/contract/schema.ts';
import { KindIcon } from './KindIcon.tsx';
import './icons.css';

const letters: ReadonlyMap<string, string> = new Map([
  ['service', 'S'],
  ['message', 'M'],
  ['enum', 'E'],
  ['extension', 'X'],
  ['field', 'F'],
  ['oneof', 'O'],
  ['enum-value', 'V'],
  ['method', 'R'],
]);

interface SymbolIconProps {
  readonly kind: string;
  /** Of a method, where it is known: then its arrows are the mark. */
  readonly methodKind?: MethodKind | undefined;
}

/** For the eye, with its word on hover; what stands beside it carries the accessible name. */
export function SymbolIcon({ kind, methodKind }: SymbolIconProps) {
  if (methodKind !== undefined) return <KindIcon kind={methodKind} />;
  return (
    <span className="symbol-icon" title={kind} aria-hidden="true">
      {letters.get(kind) ?? '·'}
    </span>
  );
}
