import { useMemo, useRef } from 'react';
import { isSameContent } from '#app/core/workspace/three-way.ts';
import { inheritedOfTab } from '#renderer/features/environment/index.ts';
import { begunList, SavedSources } from '#renderer/features/explorer/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { passFocusOn } from '#renderer/ui/pass-focus-on.ts';
import { draftOfTab } from './request.selectors.ts';
import { SchemaOrigin } from './SchemaOrigin.tsx';

/** Where the definitions of this request come from, and a list of its own in the place of that. */
export function RequestSchema({ tabId }: { readonly tabId: string }) {
  const schema = useApp((state) => draftOfTab(state, tabId).schema);
  const now = useApp((state) => state.tabs.find(({ id }) => id === tabId)?.saved?.request.schema);
  const inherited = useApp((state) => inheritedOfTab(state, tabId).schema?.value);
  const setSchema = useApp((state) => state.setSchema);
  const section = useRef<HTMLElement>(null);
  // Each button goes with what it did: the keyboard goes on with what came instead.
  const passOn = useMemo(
    () =>
      passFocusOn(() =>
        section.current?.querySelector<HTMLElement>('.schema-source select, button')?.focus(),
      ),
    [],
  );
  return (
    <section className="options-group" aria-label="Schema" ref={section}>
      <h3 className="options-title">Schema</h3>
      {schema === undefined ? (
        <>
          <SchemaOrigin tabId={tabId} />
          <div key="begin" ref={passOn}>
            <Button tone="quiet" onPress={() => setSchema(tabId, begunList(inherited))}>
              Set schema here
            </Button>
          </div>
        </>
      ) : (
        <>
          <SavedSources sources={schema} onChange={(sources) => setSchema(tabId, sources)} />
          <div key="end" ref={passOn}>
            <Button tone="quiet" onPress={() => setSchema(tabId, undefined)}>
              Inherit schema
            </Button>
          </div>
        </>
      )}
      {isSameContent(schema, now) ? null : (
        <p className="options-note">What is changed here holds once the request is saved.</p>
      )}
    </section>
  );
}
