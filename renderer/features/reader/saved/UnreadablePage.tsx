import { useEffect, useState } from 'react';
import type { AppError } from '#app/contract/result.ts';
import type { FileExcerpt, FileFault } from '#app/contract/workspace.ts';
import { itemAt, itemName } from '#app/core/workspace/items.ts';
import type { AppState } from '#renderer/store/app-state.ts';
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
        <h1 className="reader-name start-gives-way">
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
  const showFile = useApp((state) => state.showFile);
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
    <>
      <Notice
        tone="warn"
        title={fault.message}
        hint={fault.hint}
        actions={[{ label: 'Show the file', onPress: () => void showFile(path) }]}
      >
        <p>{shownText(`Duplex leaves the file alone: ${folder}/${path}`)}</p>
      </Notice>
      <Around path={path} />
    </>
  );
}

/** The lines of the file where it cannot be understood. */
function Around({ path }: { readonly path: string }) {
  const line = useApp((state) => faultAt(state, path)?.line);
  const column = useApp((state) => faultAt(state, path)?.column) ?? 1;
  const excerptOf = useApp((state) => state.excerptOf);
  const [excerpt, setExcerpt] = useState<FileExcerpt>();
  useEffect(() => {
    let isOver = false;
    if (line !== undefined)
      void excerptOf(path, line).then((result) => {
        if (!isOver && result.ok) setExcerpt(result.value);
      });
    return () => {
      isOver = true;
    };
  }, [path, line, excerptOf]);
  if (excerpt === undefined || excerpt.lines.length === 0) return null;
  return (
    <figure className="fault-lines data" aria-label={`The file around line ${line}`}>
      {excerpt.lines.map((text, index) => {
        const number = excerpt.first + index;
        const at = number === line ? column - 1 : text.length;
        return (
          <p key={number} className={number === line ? 'fault-line fault-line-at' : 'fault-line'}>
            <span className="fault-line-number">{number}</span>
            <span>{shownText(text.slice(0, at))}</span>
            {at >= text.length ? null : <mark>{shownText(text.slice(at))}</mark>}
          </p>
        );
      })}
    </figure>
  );
}

function faultAt({ workspace }: AppState, path: string): FileFault | undefined {
  return itemAt(workspace, path)?.fault;
}
