"use strict";

// Light or dark, as the system has it until the reader says otherwise. Print is always light (base.css).
const prefersDark = matchMedia("(prefers-color-scheme: dark)");
let chosenTheme = null;

const themeButton = make("button", { type: "button", class: "quiet theme", onclick: () => {
  chosenTheme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  applyTheme();
} });

function applyTheme() {
  const theme = chosenTheme || (prefersDark.matches ? "dark" : "light");
  document.documentElement.dataset.theme = theme;
  themeButton.textContent = theme === "dark" ? "Light theme" : "Dark theme";
}

prefersDark.addEventListener("change", applyTheme);
applyTheme();
