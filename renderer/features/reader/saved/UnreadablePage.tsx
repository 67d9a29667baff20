import { useEffect, useState } from 'react';
import type { AppError } from '#app/contract/result.ts';
import { itemAt, itemName } from '#app/core/workspace/items.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { ReaderBar } from '../ReaderBar.tsx';
import './FolderPage.css';

/** A saved request whose file cannot be understood: what is wrong and where; it is left alone. */
export function UnreadablePage({ path }: { readonly path: string }) {
  // Looked at again with every change of the file.
  const revision = useApp((state) => itemAt(state.workspace, path)?.revision);
  return (
    <>
      <ReaderBar>
        <h1 className="reader-name">
          <bdi>{shownText(itemName(path))}</bdi>
        </h1>
        <span className="reader-note">{shownText(path)}</span>
      </ReaderBar>
      <div className="reader-body folder-page">
        <Fault key={revision ?? ''} path={path} />
      </div>
    </>
  );
}

function Fault({ path }: { readonly path: string }) {
  const folder = useApp((state) => state.workspace?.folder ?? '');
  const readSaved = useApp((state) => state.readSaved);
  const openSaved = useApp((state) => state.openSaved);
  /** `null` where there is none any more. */
  const [fault, setFault] = useState<AppError | null>();
  useEffect(() => {
    let isOver = false;
    void readSaved(path).then((result) => {
      if (!isOver) setFault(result.ok ? null : result.error);
    });
    return () => {
      isOver = true;
    };
  }, [path, readSaved]);
  if (fault === undefined) return null;
  if (fault === null)
    return (
      <Notice
        tone="info"
        title="The file can be understood again"
        actions={[{ label: 'Open the request', onPress: () => void openSaved(path) }]}
      />
    );
  return (
    <Notice tone="warn" title={fault.message} hint={fault.hint}>
      <p>{shownText(`Duplex leaves the file alone: ${folder}/${path}`)}</p>
    </Notice>
  );
}
