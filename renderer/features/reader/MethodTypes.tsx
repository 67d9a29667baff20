import type { MethodSummary } from '#app/contract/schema.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';

/** What goes into a method and what comes out, each leading to its definition. */
export function MethodTypes({ method }: { readonly method: MethodSummary }) {
  const { input, output, kind } = method;
  return (
    <span className="method-types data">
      <TypeLink name={input} isStream={kind === 'client-streaming' || kind === 'bidi-streaming'} />
      <span className="method-types-arrow" aria-hidden="true">
        →
      </span>
      <TypeLink name={output} isStream={kind === 'server-streaming' || kind === 'bidi-streaming'} />
    </span>
  );
}

function TypeLink({ name, isStream }: { readonly name: string; readonly isStream: boolean }) {
  const openPage = useApp((state) => state.openPage);
  return (
    <button
      type="button"
      className="method-type"
      aria-label={`Definition of ${shownText(name)}`}
      title={shownText(isStream ? `stream of ${name}` : name)}
      onClick={() => openPage({ kind: 'definition', symbol: name })}
    >
      {shownText(name.slice(name.lastIndexOf('.') + 1))}
    </button>
  );
}
