// What the user has chosen to see, which the browser keeps.

const KEY = "temper.";

// Restores the choices, and calls back when one changes.
export function initChoices(form, changed) {
  for (const input of form.querySelectorAll("input")) {
    input.checked = read(input.name) === input.value || (input.checked && !isValid(form, input.name));
    input.addEventListener("change", () => {
      write(input.name, input.value);
      changed(input.name);
    });
  }
  form.hidden = false;
}

export function choiceOf(form, name) {
  return form.elements[name].value;
}

function isValid(form, name) {
  return [...form.elements[name]].some(input => input.value === read(name));
}

// The browser may keep nothing, for example in a private window.
function read(name) {
  try {
    return localStorage.getItem(KEY + name);
  } catch {
    return null;
  }
}

function write(name, value) {
  try {
    localStorage.setItem(KEY + name, value);
  } catch {
    // The choice holds until the page is closed.
  }
}
