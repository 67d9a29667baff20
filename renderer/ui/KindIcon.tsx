import { Send } from 'lucide-react';
import type { MethodKind } from '#app/contract/schema.ts';
import './icons.css';

const right = (y: number, head: number) =>
  `M2 ${y}h12 M${14 - head} ${y - head}l${head} ${head}l${-head} ${head}`;
const left = (y: number, head: number) =>
  `M14 ${y}h-12 M${2 + head} ${y - head}l${-head} ${head}l${head} ${head}`;

const kinds: Readonly<Record<MethodKind, { readonly name: string; readonly path: string }>> = {
  unary: { name: 'Unary', path: right(8, 4) },
  'server-streaming': { name: 'Server streaming', path: `${right(4.5, 2.5)} ${right(11.5, 2.5)}` },
  'client-streaming': { name: 'Client streaming', path: `${left(4.5, 2.5)} ${left(11.5, 2.5)}` },
  'bidi-streaming': {
    name: 'Bidirectional streaming',
    path: `${right(4.5, 2.5)} ${left(11.5, 2.5)}`,
  },
};

/** Words for a kind of method. */
export function kindName(kind: MethodKind): string {
  return kinds[kind].name;
}

/**
 * For the eye, with its words on hover; what stands beside it carries the accessible name. Of a method that
 * no schema here has no kind is known.
 */
export function KindIcon({ kind }: { readonly kind: MethodKind | undefined }) {
  if (kind === undefined)
    return <Send className="kind-icon-unknown" size={16} aria-hidden="true" />;
  const { name, path } = kinds[kind];
  return (
    <svg
      className={`kind-icon kind-icon-${kind}`}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
    >
      <title>{name}</title>
      <rect className="icon-hover" width="16" height="16" />
      <path d={path} />
    </svg>
  );
}
