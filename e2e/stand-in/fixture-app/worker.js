// Answers with what it was sent, and with what a request of its own was answered.
addEventListener('message', async ({ data }) => {
  const { status } = await fetch('/status');
  postMessage(`${data.toUpperCase()} ${status}`);
});
