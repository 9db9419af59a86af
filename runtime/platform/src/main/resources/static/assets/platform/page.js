// Keys, focus and htmx's CSRF header; every page works without this file.
const typing = (element) => element.closest('input, textarea, select, [contenteditable]') !== null;

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === '/') {
    const search = document.querySelector('[data-search]');
    if (search) {
      event.preventDefault();
      search.focus();
    }
  } else if (event.key === '?') {
    document.getElementById('keys').showModal();
  } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    step(event);
  }
});

function step(event) {
  const links = [...document.querySelectorAll('.site-content tbody tr')].map((row) => row.querySelector('a, button')).filter(Boolean);
  if (links.length === 0) return;
  const here = links.indexOf(document.activeElement);
  const next = event.key === 'ArrowDown' ? here + 1 : here - 1;
  if (next >= 0 && next < links.length) {
    event.preventDefault();
    links[next].focus();
  }
}

// On a phone a row is a card: each cell carries the words of its column.
for (const table of document.querySelectorAll('table')) {
  const heads = [...table.querySelectorAll('thead th')].map((head) => head.textContent.trim());
  for (const row of table.querySelectorAll('tbody tr')) {
    [...row.cells].forEach((cell, column) => {
      if (!cell.dataset.label && heads[column]) cell.dataset.label = heads[column];
    });
  }
}

// On a narrow screen the menu opens by its button; without this file it is always open.
const menuButton = document.querySelector('.menu-button');
menuButton?.addEventListener('click', () => {
  const open = document.getElementById('menu').classList.toggle('open');
  menuButton.setAttribute('aria-expanded', String(open));
});

document.addEventListener('click', (event) => {
  const copied = event.target.closest('[data-copy]');
  if (copied && navigator.clipboard) navigator.clipboard.writeText(copied.textContent);
});

document.addEventListener('htmx:configRequest', (event) => {
  const csrf = document.querySelector('meta[name="csrf"]');
  if (csrf) event.detail.headers[csrf.dataset.header] = csrf.content;
});

document.querySelector('[data-focus]')?.focus();
