// What a sandboxed preload may do: named functions over the bridge, nothing else.
const { contextBridge, ipcRenderer } = require('electron');
let requireError = '';
try {
  require('node:fs');
} catch (fault) {
  requireError = fault.message;
}
globalThis.preloadSecret = 'seen from the page, this would be a leak';
contextBridge.exposeInMainWorld('desk', {
  requireError,
  echo: (value) => ipcRenderer.invoke('echo', value),
  fail: () => ipcRenderer.invoke('fail'),
  missing: () => ipcRenderer.invoke('nobody-answers'),
  sender: () => ipcRenderer.invoke('sender'),
  seal: (text) => ipcRenderer.invoke('seal', text),
  open: () => ipcRenderer.invoke('open'),
  onNews: (listener) => {
    const forward = (_event, news) => listener(news);
    ipcRenderer.on('news', forward);
    return () => ipcRenderer.off('news', forward);
  },
});
