const { ipcRenderer } = require('electron');

/** Keeps every message and draws the newest, in each frame once; tells when it has drawn them all. */
const wanted = Number(new URLSearchParams(location.search).get('count'));
/** @type {object[]} */
const messages = [];
let isDue = false;

const draw = () => {
  isDue = false;
  const rows = messages.slice(-30).map((message) => {
    const row = document.createElement('li');
    row.textContent = JSON.stringify(message).slice(0, 200);
    return row;
  });
  document.querySelector('ol')?.replaceChildren(...rows);
  document.title = `${messages.length} messages`;
  if (messages.length === wanted) ipcRenderer.send('seen');
};

ipcRenderer.on('message', (_event, message) => {
  messages.push(message);
  if (!isDue) requestAnimationFrame(draw);
  isDue = true;
});
document.addEventListener('DOMContentLoaded', () => ipcRenderer.send('ready'));
