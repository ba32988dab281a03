// What is seen: a record after a move, in a view, and the subject of which it is asked why it stands.

document.body.classList.add("replays");
const state = { record: records[0], number: records[0].last, asked: null, view: views[0] };

function go(number, record = state.record, { announced = true } = {}) {
  state.record = record;
  state.number = Math.min(Math.max(number, 0), record.last);
  show({ announced });
}

// Look at another view, from which the browser leads back to this one.
function see(id) {
  if (state.view.id !== id) history.pushState(null, "", address(state.number, state.record, state.asked, id));
  state.view = viewNamed(id);
  show();
}

// Ask why a subject stands as it does, which the first view says; null to ask no more.
function ask(subject, { focused = false } = {}) {
  state.asked = subject;
  if (subject !== null) see(views[0].id);
  else show();
  if (focused) [...document.querySelectorAll(".why")].at(-1).focus();
}

function show({ announced = true } = {}) {
  showControls(state);
  showView(state);
  if (announced) announce();
}

new Dossier("replay", "board", "chronicle");
read(location.hash);
