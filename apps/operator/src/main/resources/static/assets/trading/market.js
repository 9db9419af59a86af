// Keeps the book and the last trades of an open page fresh; the page is whole without this file.
const book = document.querySelector('[data-feed]');
const SHOWN_TRADES = 20;
const SPOKEN_EVERY_MS = 10000;
const thin = '\u2009';
const sign = document.documentElement.lang === 'en' ? '.' : ',';
let spokenAt = 0;

function readable(decimal) {
  const [whole, part] = decimal.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thin);
  return part === undefined ? grouped : grouped + sign + part;
}

function time(text) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Almaty', day: '2-digit', month: '2-digit', year: 'numeric',
    hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
  }).formatToParts(new Date(text));
  const of = (type) => parts.find((each) => each.type === type).value;
  return `${of('day')}.${of('month')}.${of('year')} ${of('hour')}:${of('minute')}:${of('second')}`;
}

function row(kind, cells) {
  const line = document.createElement('tr');
  if (kind) line.className = kind;
  for (const text of cells) line.insertCell().textContent = text;
  return line;
}

function showBook(market) {
  const asks = market.asks.toReversed().map((level) => row('ask', ['', readable(level.price), readable(level.quantity), level.orders]));
  const bids = market.bids.map((level) => row('bid', [readable(level.quantity), readable(level.price), '', level.orders]));
  document.getElementById('ladder').replaceChildren(...asks, ...bids);
  document.getElementById('book-empty').classList.toggle('visually-hidden', asks.length + bids.length > 0);
}

function showTrades(trades) {
  if (trades.length === 0) return;
  const body = document.getElementById('trades');
  for (const trade of trades) body.prepend(row('', [time(trade.time), readable(trade.price), readable(trade.quantity)]));
  while (body.rows.length > SHOWN_TRADES) body.lastElementChild.remove();
  document.getElementById('trades-empty').classList.add('visually-hidden');
  const newest = trades[trades.length - 1];
  document.getElementById('last-price').textContent = `${readable(newest.price)}\u00a0${book.dataset.quote === 'KZT' ? '₸' : book.dataset.quote}`;
  say(book.dataset.traded.replace('%1', readable(newest.quantity)).replace('%2', readable(newest.price)));
}

function say(text) {
  const now = Date.now();
  if (now - spokenAt < SPOKEN_EVERY_MS) return;
  spokenAt = now;
  document.getElementById('feed-state').textContent = text;
}

if (book && 'EventSource' in window) {
  let state = '';
  const feed = new EventSource(`${book.dataset.feed}?after=${book.dataset.sequence}`);
  feed.addEventListener('open', () => { document.getElementById('feed-state').textContent = book.dataset.live; });
  feed.addEventListener('error', () => { document.getElementById('feed-state').textContent = book.dataset.lost; });
  feed.addEventListener('market', (event) => {
    const market = JSON.parse(event.data);
    if (state !== '' && state !== market.state) {
      location.assign(location.pathname);
      return;
    }
    state = market.state;
    showBook(market);
    showTrades(market.trades);
    // The client's own rows come anew from the server, unless the keyboard is in them just now.
    const mine = document.getElementById('mine');
    if (mine && !mine.contains(document.activeElement)) document.body.dispatchEvent(new CustomEvent('market-changed'));
  });
  window.addEventListener('pagehide', () => feed.close());
}
