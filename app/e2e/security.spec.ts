import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { expect, test } from './page/launch.ts';

/** The bridge as a hostile page would use it: any name, any payload. */
interface RawBridge {
  invoke(name: string, payload: unknown): Promise<unknown>;
  on(name: string, listener: () => void): () => void;
}

function invoke(page: Page, name: string, payload: unknown): Promise<unknown> {
  return page.evaluate(
    ([command, input]) => {
      const { bridge } = globalThis as unknown as { readonly bridge: RawBridge };
      return bridge.invoke(command, input);
    },
    [name, payload] as const,
  );
}

test('the window is sandboxed, isolated and without Node', async ({ launch }) => {
  const { app, page } = await launch();
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    // Absent from Electron's types, but there for exactly this question.
    return (
      contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
    ).getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
  const globals = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter(
      (name) => name in window,
    ),
  );
  expect(globals).toEqual([]);
  expect(page.url()).toBe('app://duplex/');
});

test('the content security policy stops inline scripts and eval', async ({ launch }) => {
  const { page } = await launch();
  const policy = await page.evaluate(async () =>
    (await fetch('/index.html')).headers.get('content-security-policy'),
  );
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe-eval');

  const violated = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
        const script = document.createElement('script');
        script.textContent = 'window.inlineScriptRan = true';
        document.head.append(script);
      }),
  );
  expect(violated).toBe('script-src-elem');
  expect(await page.evaluate(() => 'inlineScriptRan' in window)).toBe(false);

  const viaEval = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        addEventListener('securitypolicyviolation', (event) => resolve(event.blockedURI));
        // A string handler is compiled as eval would be, and outside of this injected function.
        const element = document.createElement('button');
        element.setAttribute('onclick', 'window.handlerRan = true');
        document.body.append(element);
        element.click();
      }),
  );
  expect(viaEval).toBe('inline');
});

test('the window reaches no server, its own origin aside', async ({ launch }) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*').end('reached');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const { app, page } = await launch();
    const outcome = await page.evaluate(
      (url) =>
        fetch(url).then(
          () => 'reached',
          () => 'refused',
        ),
      `http://127.0.0.1:${port}/fetch`,
    );
    expect(outcome).toBe('refused');
    // The policy aside, the session itself lets nothing out either.
    const session = await app.evaluate(
      ({ session: sessions }, url) =>
        sessions.defaultSession.fetch(url).then(
          () => 'reached',
          (error: Error) => error.message,
        ),
      `http://127.0.0.1:${port}/session`,
    );
    expect(session).toContain('ERR_BLOCKED_BY_CLIENT');
    expect(asked).toEqual([]);
  } finally {
    server.close();
  }
});

test('a start asks nobody for anything', async ({ launch }) => {
  const asked: string[] = [];
  const proxy = createServer();
  proxy.on('connect', ({ url = '' }, socket) => {
    asked.push(url);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  proxy.on('request', ({ url = '' }, response) => {
    asked.push(url);
    response.writeHead(502).end();
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}`;
  try {
    const { page } = await launch({ env: { HTTPS_PROXY: address, HTTP_PROXY: address } });
    // Chromium looks for what it lacks within seconds of a start.
    await page.waitForTimeout(6000);
    expect(asked).toEqual([]);
  } finally {
    proxy.close();
  }
});

test('the scheme serves its folder alone, and only to GET', async ({ launch }) => {
  const { page } = await launch();
  const status = (path: string, method: string): Promise<number> =>
    page.evaluate(async ([url, verb]) => (await fetch(url, { method: verb })).status, [
      path,
      method,
    ] as const);
  expect(await status('/index.html', 'GET')).toBe(200);
  expect(await status('/nothing-here.js', 'GET')).toBe(404);
  expect(await status('/%2e%2e%2fpreload%2findex.cjs', 'GET')).toBe(404);
  expect(await status('/index.html', 'POST')).toBe(405);
});

test('new windows and permissions are refused', async ({ launch }) => {
  const { app, page } = await launch();
  expect(await page.evaluate(() => window.open('https://example.com') === null)).toBe(true);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);

  const permissions = await page.evaluate(async () => ({
    notifications: await Notification.requestPermission(),
    location: await new Promise<string>((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : error.message),
      );
    }),
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'granted',
      (error: DOMException) => error.name,
    ),
  }));
  expect(permissions).toEqual({
    notifications: 'denied',
    location: 'denied',
    camera: expect.stringMatching(/^(NotAllowedError|NotFoundError)$/),
  });
});

test('the bridge knows the names of the contract and no other', async ({ launch }) => {
  const { page } = await launch();
  await expect(invoke(page, 'shell.openExternal', {})).rejects.toThrow(/no command/);
  await expect(invoke(page, 'toString', {})).rejects.toThrow(/no command/);
  const listening = page.evaluate(() => {
    const { bridge } = globalThis as unknown as { readonly bridge: RawBridge };
    bridge.on('ELECTRON_BROWSER_REQUIRE', () => {});
  });
  await expect(listening).rejects.toThrow(/no event/);
});

test('the main process refuses a payload that is not of the contract', async ({ launch }) => {
  const { page } = await launch();
  for (const [name, payload] of [
    ['calls.cancel', { callId: 7 }],
    ['calls.rows', { callId: 'a', from: -1, count: 1 }],
    ['dialogs.choosePaths', { choose: 'anything' }],
    ['app.start', undefined],
  ] as const) {
    expect(await invoke(page, name, payload), name).toMatchObject({
      ok: false,
      error: { code: 'usage', message: expect.stringContaining('Refused') },
    });
  }
});

test('the main process refuses a sender that is not the page itself', async ({ launch }) => {
  const { app } = await launch();
  // A second window with the same bridge, as a compromised page might get hold of.
  const answer = await app.evaluate(async ({ app: electronApp, BrowserWindow }) => {
    const stranger = new BrowserWindow({
      show: false,
      webPreferences: {
        sandbox: true,
        preload: `${electronApp.getAppPath()}/dist/preload/index.cjs`,
      },
    });
    await stranger.loadURL('app://duplex/index.html');
    const result: unknown = await stranger.webContents.executeJavaScript(
      "bridge.invoke('clipboard.write', { text: 'x' })",
    );
    stranger.destroy();
    return result;
  });
  expect(answer).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('not a window of Duplex') },
  });
});

// Each navigation has a window of its own: after one that is refused, Playwright waits for it for ever.
for (const destination of ['https://example.com/', 'http://127.0.0.1:9/', 'app://other/']) {
  test(`navigation to ${destination} is refused`, async ({ launch }) => {
    const { app } = await launch();
    const outcome = await app.evaluate(async ({ BrowserWindow }, url) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (!contents) return undefined;
      const tried = new Promise<boolean>((resolve) => {
        // The app's own listener came first.
        contents.once('will-frame-navigate', (event) => resolve(event.defaultPrevented));
      });
      await contents.executeJavaScript(`location.href = ${JSON.stringify(url)}`);
      return { prevented: await tried, url: contents.getURL() };
    }, destination);
    expect(outcome).toEqual({ prevented: true, url: 'app://duplex/' });
  });
}
