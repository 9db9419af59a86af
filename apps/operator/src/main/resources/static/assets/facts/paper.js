// Compares a file with the hash that the page shows. The file does not leave the browser.
const file = document.getElementById('paper-file');
const verdict = document.getElementById('paper-verdict');

async function hash(chosen) {
  const digest = await crypto.subtle.digest('SHA-256', await chosen.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

file.addEventListener('change', async () => {
  verdict.textContent = '';
  if (file.files.length === 0) return;
  if (!globalThis.crypto || !crypto.subtle) {
    verdict.textContent = file.dataset.cannot;
    return;
  }
  const same = await hash(file.files[0]) === file.dataset.sha256;
  verdict.textContent = same ? file.dataset.same : file.dataset.other;
});
