// The fixture's page: a note store in IndexedDB, and its count on the page.
const opened = indexedDB.open('notes', 1);
opened.onupgradeneeded = () => opened.result.createObjectStore('notes', { autoIncrement: true });
const status = document.querySelector('[role=status]');

const show = () => {
  const count = opened.result.transaction('notes').objectStore('notes').count();
  count.onsuccess = () => {
    status.textContent = `${count.result} notes`;
  };
};
opened.onsuccess = show;
document.querySelector('button').addEventListener('click', () => {
  const write = opened.result.transaction('notes', 'readwrite', { durability: 'strict' });
  write.objectStore('notes').add({ text: 'x' });
  write.oncomplete = show;
});
