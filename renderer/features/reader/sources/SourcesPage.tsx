import {
  activeSchema,
  isSchemaLoading,
  ReadingBar,
  schemaError,
} from '#renderer/features/explorer/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import type { SourcesInView } from '../page.ts';
import { ReaderBar } from '../ReaderBar.tsx';
import { ListOfRequest } from './OwnLists.tsx';
import { Problems } from './Problems.tsx';
import { RootList } from './RootList.tsx';
import { SourceList } from './SourceList.tsx';
import './SourcesPage.css';

/** Where the schema comes from, how its imports are found, and what is wrong with it. */
export function SourcesPage({ page }: { readonly page: SourcesInView }) {
  const isLoading = useApp(isSchemaLoading);
  const refresh = useApp((state) => state.refreshSchema);
  const openAddSchema = useApp((state) => state.openAddSchema);
  const services = useApp((state) => activeSchema(state)?.services.length);
  return (
    <>
      <ReaderBar
        actions={
          <>
            <Button onPress={() => void refresh()}>Read again</Button>
            <Button onPress={openAddSchema}>Add…</Button>
          </>
        }
      >
        <h1 className="reader-name start-gives-way">Schema sources</h1>
        <span className="reader-note">{servicesText(services)}</span>
      </ReaderBar>
      <ReadingBar isActive={isLoading} />
      <div className="reader-body sources">
        <Failure />
        <SourceList />
        <RootList />
        <Problems page={page} owner="services" />
        <ListOfRequest page={page} />
      </div>
    </>
  );
}

/** Why nothing could be read at all. */
function Failure() {
  const error = useApp(schemaError);
  if (error === undefined) return null;
  const tone = error.code === 'no-reflection' ? 'info' : 'danger';
  return <Notice tone={tone} title={error.message} hint={error.hint} />;
}

function servicesText(count: number | undefined): string {
  if (count === undefined) return '';
  return count === 1 ? '1 service' : `${count} services`;
}
