import { useApp } from '#renderer/store/use-app.tsx';
import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import { ProtoView } from '#renderer/ui/ProtoView.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import type { Page } from './page.ts';
import { ReaderBar } from './ReaderBar.tsx';
import { Unanswered } from './Unanswered.tsx';
import { useAnswer } from './use-answer.ts';

type FileInView = Extract<Page, { readonly kind: 'file' }>;

/** A file of the schema to read, at the place that is meant. */
export function FilePage({ page }: { readonly page: FileInView }) {
  const { file, line, column, owner = 'request' } = page;
  const sourceTextOf = useApp((state) => state.sourceTextOf);
  const copyText = useApp((state) => state.copyText);
  const answer = useAnswer(file, owner, sourceTextOf);
  const result = answer?.subject === file ? answer.result : undefined;
  const source = result?.ok === true ? result.value : undefined;
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return (
    <>
      <ReaderBar
        actions={
          source === undefined ? null : (
            <CopyButton
              label="Copy the file’s text"
              text={() => source.text}
              onCopy={(copied) => void copyText(copied)}
            />
          )
        }
      >
        <h1 className="reader-name start-gives-way data" title={shownText(source?.path ?? place)}>
          <bdi>{shownText(place)}</bdi>
        </h1>
        <span className="reader-note">read only</span>
      </ReaderBar>
      <Unanswered hasAnswer={answer !== undefined} owner={owner} result={result} />
      {source === undefined ? null : (
        <div className="reader-body">
          <ProtoView
            label={`Text of ${shownText(file)}`}
            text={unixLines(source.text)}
            hasLineNumbers
            place={line === undefined ? undefined : { line, column }}
            autoFocus
          />
        </div>
      )}
    </>
  );
}

/** One break between lines, whatever system the file comes from. */
function unixLines(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n');
}
