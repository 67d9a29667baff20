import { MethodDocs } from '#renderer/features/reader/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { DocsField } from '#renderer/ui/DocsField.tsx';
import { draftOfTab, methodOfTab } from './request.selectors.ts';

/** What the request is for, in the person's own words, and what its method is. */
export function DocsPart({ tabId }: { readonly tabId: string }) {
  const docs = useApp((state) => draftOfTab(state, tabId).docs);
  const path = useApp((state) => methodOfTab(state, tabId)?.path ?? '');
  const setDocs = useApp((state) => state.setDocs);
  return (
    <div className="composer-docs">
      <div className="composer-docs-own">
        <DocsField
          label="About this request"
          invitation="What it is for, in Markdown; saved with the request"
          text={docs}
          onChange={(text) => setDocs(tabId, text)}
        />
      </div>
      <div className="composer-docs-method">
        <MethodDocs path={path} />
      </div>
    </div>
  );
}
