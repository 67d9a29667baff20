import { useEffect } from 'react';
import {
  ConnectionOptions,
  ConnectionStatus,
  TopBar,
} from '#renderer/features/connection/index.ts';
import {
  EnvironmentBox,
  VariableOffers,
  VariableQuestion,
} from '#renderer/features/environment/index.ts';
import { AddSchema } from '#renderer/features/explorer/index.ts';
import { ClearHistory } from '#renderer/features/history/index.ts';
import { GoTo, HealthButton } from '#renderer/features/reader/index.ts';
import { CloseTab, ReplaceCall } from '#renderer/features/request/index.ts';
import { CallTraffic, ExportTimeline, SaveMessage } from '#renderer/features/response/index.ts';
import { About, SettingsDialog } from '#renderer/features/settings/index.ts';
import {
  ItemQuestions,
  NewWorkspace,
  OpenWorkspace,
  SaveRequest,
} from '#renderer/features/workspace/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { StatusBar } from '#renderer/ui/Bar.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Split } from '#renderer/ui/Split.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { ClosingQuestion } from './ClosingQuestion.tsx';
import { ContextMenuHost } from './ContextMenuHost.tsx';
import { DropZone } from './DropZone.tsx';
import { FaultNotice } from './FaultNotice.tsx';
import { Palette } from './Palette.tsx';
import { Rail } from './Rail.tsx';
import { Requests } from './Requests.tsx';
import { Sidebar } from './Sidebar.tsx';
import { useAppearance } from './use-appearance.ts';
import { useCommand } from './use-commands.ts';
import { usePasteAddress } from './use-paste-address.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useWindowTitle } from './use-window-title.ts';
import { WindowButtons } from './WindowButtons.tsx';
import './App.css';

/** The whole window. */
export function App() {
  const windowReady = useApp((state) => state.windowReady);
  const sidebarShown = useApp((state) => state.sidebarShown);
  const showSidebar = useApp((state) => state.showSidebar);
  useAppearance();
  useWindowTitle();
  useShortcuts();
  usePasteAddress();
  useEffect(() => {
    // After the paint that follows this effect; frames would not come while the window is hidden.
    const timer = setTimeout(() => void windowReady(), 0);
    return () => clearTimeout(timer);
  }, [windowReady]);
  return (
    <div className="app">
      <TopBar
        end={
          <>
            <EnvironmentBox />
            <WindowButtons />
          </>
        }
      />
      <main className="app-body">
        <Split
          id="sidebar"
          label="Resize sidebar"
          direction="horizontal"
          initial={22}
          min={220}
          fold={{
            isFolded: !sidebarShown,
            size: railWidth,
            onFold: (isFolded) => showSidebar(!isFolded),
          }}
          first={sidebarShown ? <Sidebar /> : <Rail />}
          second={<Requests />}
        />
      </main>
      <SessionFault />
      <FaultNotice />
      <StatusBar end={<StatusEnd />}>
        <Connection />
      </StatusBar>
      <AddSchema />
      <ExportTimeline />
      <SaveMessage />
      <SaveRequest />
      <OpenWorkspace />
      <NewWorkspace />
      <ItemQuestions />
      <VariableQuestion />
      <VariableOffers />
      <CloseTab />
      <ReplaceCall />
      <Palette />
      <GoTo />
      <SettingsDialog />
      <ConnectionOptions />
      <About />
      <ClearHistory />
      <ClosingQuestion />
      <ContextMenuHost />
      <DropZone />
    </div>
  );
}

/** The connection, with the ways to look closer. */
function Connection() {
  const diagnose = useCommand('diagnose');
  return (
    <>
      <ConnectionStatus onWhy={diagnose.run} />
      <HealthButton />
    </>
  );
}

/** Pixels of the sidebar when it is hidden. */
const railWidth = 40;

/** What was just done, else what the call moved. */
function StatusEnd() {
  const note = useApp((state) => state.note);
  return (
    <>
      <span role="status" aria-label="Note">
        {note === null ? null : shownText(note)}
      </span>
      <CallTraffic />
    </>
  );
}

/** A full disk or an unwritable folder is told where the person works, before anything is lost. */
function SessionFault() {
  const fault = useApp((state) => state.sessionFault);
  if (fault === null) return null;
  return <Notice tone="danger" title={fault.message} {...(fault.hint && { hint: fault.hint })} />;
}
