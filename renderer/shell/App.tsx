import { useEffect } from 'react';
import { ConnectionStatus, TopBar } from '#renderer/features/connection/index.ts';
import { AddSchema, Explorer } from '#renderer/features/explorer/index.ts';
import { CloseTab } from '#renderer/features/request/index.ts';
import { CallTraffic } from '#renderer/features/response/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { StatusBar } from '#renderer/ui/Bar.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Split } from '#renderer/ui/Split.tsx';
import { Requests } from './Requests.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import './App.css';

/** The whole window. */
export function App() {
  const windowReady = useApp((state) => state.windowReady);
  const theme = useApp((state) => state.app?.theme);
  useShortcuts();
  useEffect(() => {
    // Also where whoever drives the window emulates another theme.
    if (theme !== undefined) document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  useEffect(() => {
    // After the paint that follows this effect; frames would not come while the window is hidden.
    const timer = setTimeout(() => void windowReady(), 0);
    return () => clearTimeout(timer);
  }, [windowReady]);
  return (
    <div className="app">
      <TopBar />
      <main className="app-body">
        <Split
          id="sidebar"
          label="Resize sidebar"
          direction="horizontal"
          initial={22}
          min={180}
          first={<Explorer />}
          second={<Requests />}
        />
      </main>
      <SessionFault />
      <StatusBar end={<CallTraffic />}>
        <ConnectionStatus />
      </StatusBar>
      <AddSchema />
      <CloseTab />
    </div>
  );
}

/** A full disk or an unwritable folder is told where the person works, before anything is lost. */
function SessionFault() {
  const fault = useApp((state) => state.sessionFault);
  if (fault === null) return null;
  return <Notice tone="danger" title={fault.message} {...(fault.hint && { hint: fault.hint })} />;
}
