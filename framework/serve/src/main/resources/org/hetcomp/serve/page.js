'use strict';
const $ = id => document.getElementById(id);
const SHOWN = 40;
let token = sessionStorage.getItem('token') || '';
let model = 'student';

// Ids come from data of anybody: they become text, never markup.
function make(tag, name, text) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text !== undefined) element.textContent = text;
  return element;
}

async function ask(path, body) {
  const headers = token ? {Authorization: 'Bearer ' + token} : {};
  if (body) headers['Content-Type'] = 'application/json';
  const response = await fetch(path, {method: body ? 'POST' : 'GET', headers, body: body && JSON.stringify(body)});
  const json = await response.json();
  if (!response.ok) throw Object.assign(new Error(json.error), {status: response.status});
  return json;
}

function tell(text) {
  $('told').textContent = text || '';
  $('told').hidden = !text;
}

function kind() {
  return document.querySelector('input[name=kind]:checked').value;
}

function show(what) {
  $('who').hidden = what !== 'user';
  $('items').hidden = what === 'user';
}

function item(id, rank, mark, title) {
  const line = make('li');
  line.dataset.item = id;
  if (rank) line.append(make('span', 'rank', rank));
  line.append(make('span', 'name', id));
  if (mark) {
    const dot = make('span', 'mark ' + mark);
    if (title) {
      dot.title = title;
      dot.setAttribute('role', 'img');
      dot.setAttribute('aria-label', title);
    }
    line.append(dot);
  }
  return line;
}

function card(kind, title, note, lines) {
  const list = make('section', 'list ' + kind);
  const head = make('header');
  head.append(make('h2', '', title), make('p', 'quiet', note));
  const order = make('ol');
  lines.forEach(line => order.append(line));
  list.append(head, order);
  if (lines.length > SHOWN && kind === 'had') {
    lines.slice(SHOWN).forEach(line => line.hidden = true);
    const more = make('button', '', 'all ' + lines.length);
    more.type = 'button';
    more.onclick = () => { lines.forEach(line => line.hidden = false); more.remove(); };
    list.append(more);
  }
  return list;
}

function sentence(answer, own, others) {
  const who = answer.user === undefined ? 'Somebody who has ' + count(answer.had.length) : 'User ' + answer.user;
  if (!own.items.length) return who + ': the ' + own.name + ' has nothing left to recommend.';
  const best = who + ': the ' + own.name + '\'s best ' + own.items.length;
  const ensemble = others.find(list => list.name === 'ensemble');
  const any = own.items.filter(one => others.some(list => list.items.some(other => other.item === one.item))).length;
  const found = ensemble && others.length > 1
      ? '. The ensemble names ' + shared(own, ensemble) + ' of them, and ' + any + ' are named by at least one of the others'
      : others.length ? ', of which ' + any + ' are named by ' + others.map(list => list.name).join(', ') : '';
  return best + found + '.';
}

function count(n) {
  return n === 1 ? '1 item' : n + ' items';
}

function shared(one, other) {
  return one.items.filter(a => other.items.some(b => a.item === b.item)).length;
}

function render(answer) {
  const own = answer.lists[answer.lists.length - 1];
  const before = answer.lists.slice(0, -1);
  const others = [...before.filter(list => list.name === 'ensemble'), ...before.filter(list => list.name !== 'ensemble')];
  const ids = new Map(answer.lists.map(list => [list, new Set(list.items.map(one => one.item))]));
  $('summary').textContent = sentence(answer, own, others);
  $('notes').textContent = (answer.notes || []).join('. ');
  const lists = $('lists');
  lists.replaceChildren();
  const had = answer.had.map(id => item(id));
  const known = answer.user === undefined || had.length > 0;
  lists.append(card('had', answer.user === undefined ? 'What they have' : 'What they had',
      known ? count(had.length) : 'not known to this server', had));
  for (const list of [own, ...others]) {
    const lines = list.items.map((one, n) => {
      const also = answer.lists.filter(other => other !== list && ids.get(other).has(one.item));
      const mark = !also.length ? 'none' : list === own || also.includes(own) ? 'full' : '';
      return item(one.item, String(n + 1), mark || 'some', also.length ? 'also by ' + also.map(o => o.name).join(', ') : '');
    });
    const note = list === own ? 'version ' + answer.version
        : own.items.length ? shared(own, list) + ' in common' : '';
    lists.append(card(list === own ? 'own' : '', list.name, list.items.length ? note : 'nothing to recommend', lines));
  }
  document.querySelector('.legend').hidden = !others.length;
  $('answer').hidden = false;
}

function point(event) {
  const line = event.target.closest('li');
  document.querySelectorAll('li').forEach(other =>
    other.classList.toggle('same', !!line && other.dataset.item === line.dataset.item));
}

async function submit(event) {
  if (event) event.preventDefault();
  const what = kind();
  const top = Number($('top').value) || 10;
  const history = $('items').value.split('\n').map(line => line.trim()).filter(line => line);
  const user = $('who').value.trim();
  if (what === 'user' ? !user : !history.length) {
    tell(what === 'user' ? 'Give the id of a user.' : 'Give items, one a line.');
    return;
  }
  if (!$('bearer').hidden) {
    token = $('token').value.trim();
    sessionStorage.setItem('token', token);
  }
  const place = new URLSearchParams({top});
  if (what === 'user') place.set('user', user);
  else history.forEach(one => place.append('history', one));
  window.history.replaceState(null, '', '#' + place);
  const button = document.querySelector('form button');
  button.disabled = true;
  try {
    render(await ask('/compare', what === 'user' ? {user, top} : {history, top}));
    tell();
    $('bearer').hidden = true;
  } catch (failure) {
    $('answer').hidden = true;
    tell(failure.message);
    if (failure.status === 401) {
      $('bearer').hidden = false;
      $('token').focus();
    }
  } finally {
    button.disabled = false;
  }
}

function number(n) {
  return n.toLocaleString('en');
}

async function begin() {
  document.querySelectorAll('input[name=kind]').forEach(choice => choice.onchange = () => show(kind()));
  $('form').onsubmit = submit;
  $('lists').onmouseover = point;
  $('lists').onmouseleave = point;
  try {
    const health = await ask('/health');
    model = health.model.name;
    $('model').textContent = model + ' ' + health.model.version + ', ' + number(health.model.users) + ' users, '
        + number(health.model.items) + ' items' + (health.status === 'ok' ? '' : '; a newer one lies there and cannot be used');
    const choice = document.querySelector('input[value=history]');
    choice.disabled = !health.model.takesHistory;
    if (choice.disabled) choice.parentNode.title = 'The ' + model + ' answers no users but its own';
  } catch (failure) {
    tell(failure.message);
  }
  const place = new URLSearchParams(location.hash.slice(1));
  if (place.get('top')) $('top').value = place.get('top');
  if (place.get('user')) $('who').value = place.get('user');
  if (place.get('history')) {
    document.querySelector('input[value=history]').checked = true;
    $('items').value = place.getAll('history').join('\n');
    show('history');
  }
  if (place.get('user') || place.get('history')) submit();
}

begin();
