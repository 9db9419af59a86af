// The page around receipt.js and liabilities.js: takes files, says the verdict in the words of the program.
(function () {
  "use strict";

  const texts = globalThis.SandyqWords;
  const languages = ["kk", "ru", "en"];
  const chosen = { receipt: null, note: null, policy: null };
  const verdict = document.getElementById("verdict");
  const wanted = new URLSearchParams(location.search).get("lang") ?? navigator.language;
  let language = languages.find((each) => wanted.startsWith(each)) ?? languages[0];
  let asked = 0;

  const heads = [
    ["receipt", "c2sp.org/tlog-proof@v1"],
    ["receipt", "sandyq-holder-proof@v1"],
    ["note", "sandyq-liabilities@v1"],
  ];

  function say(key, ...values) {
    return texts[language][key].replace(/\{(\d)\}/g, (mark, at) => String(values[at]));
  }

  function time(ms) {
    const date = new Date(Number(ms));
    return Number.isNaN(date.getTime()) ? `${ms} ms` : date.toISOString().replace(".000Z", "Z");
  }

  function names(cosigners) {
    return cosigners.map((each) => say("cosigner", each.name, time(each.seconds * 1000n))).join(", ");
  }

  function signed(lines, who, cosigners, all) {
    lines.push(cosigners.length === 0 ? say(`${who}.none`) : say(who, cosigners.length, all, names(cosigners)));
  }

  function hex(bytes) {
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function proven(shown) {
    const { receipt, header, checkpoint, by } = shown;
    const inside = by.witnesses.length === 0;
    const lines = [
      say(inside ? "proven.inside" : "proven"),
      say(receipt.number === 0 ? "command" : "event", receipt.sequence, receipt.number),
      say("record", receipt.record.length, hex(shown.recordHash)),
      say("block", header.first, header.last, header.cluster, time(header.timestampMs)),
      say("log", checkpoint.origin, checkpoint.size),
    ];
    signed(lines, "nodes", by.nodes, by.allNodes);
    signed(lines, "witnesses", by.witnesses, by.allWitnesses);
    if (by.others.length > 0) {
      lines.push(say("others", names(by.others)));
    }
    return { outcome: inside ? "inside" : "proven", lines };
  }

  function held(shown) {
    const { holder } = shown;
    return {
      outcome: "held",
      lines: [
        say("held"),
        say("holder", holder.client, shown.owed, holder.parts.length),
        say("total", holder.root.sum, holder.asset, holder.sequence, holder.leaves),
        say("statement", shown.origin, hex(shown.statement)),
        say("held.limits"),
      ],
    };
  }

  async function bytes(file) {
    return new Uint8Array(await file.arrayBuffer());
  }

  async function isHolders(file) {
    return (await file.slice(0, 20).text()) === "sandyq-holder-proof@";
  }

  // Numbers of refusals stand beside their codes in the words.
  function refusal(code) {
    return [texts.numbers[code], code, say(`refusal.${code}`)];
  }

  async function outcome() {
    if (!(await globalThis.SandyqNotes.able())) {
      return { outcome: "unable", lines: [say("page.unable")] };
    }
    if (chosen.receipt === null && chosen.note === null && chosen.policy === null) {
      return null;
    }
    const holders = chosen.receipt !== null && await isHolders(chosen.receipt).catch(() => false);
    const lacks = chosen.receipt === null ? "receipt" : holders && chosen.note === null ? "note" : "policy";
    if (chosen[lacks] === null) {
      return { outcome: "waits", lines: [say(`page.need.${lacks}`)] };
    }
    let file = chosen.policy;
    try {
      const policy = await globalThis.SandyqNotes.policy(await bytes(file));
      if (policy.refusal) {
        return { outcome: "refused", lines: [say("policy.refused", file.name, ...refusal(policy.refusal))] };
      }
      file = chosen.note;
      const note = holders ? await bytes(file) : null;
      file = chosen.receipt;
      if (holders) {
        const place = await globalThis.SandyqLiabilities.verify(note, await bytes(file), policy);
        return place.proven
          ? held(place)
          : { outcome: "refused", lines: [say("refused", ...refusal(place.refusal))] };
      }
      const shown = await globalThis.SandyqReceipt.verify(await bytes(file), policy);
      return shown.proven
        ? proven(shown)
        : { outcome: "refused", lines: [say("refused", ...refusal(shown.refusal))] };
    } catch (unreadable) {
      return { outcome: "refused", lines: [say("unreadable", file.name)] };
    }
  }

  async function show() {
    const turn = ++asked;
    const found = await outcome();
    // Another file was chosen meanwhile: its own verdict follows.
    if (turn !== asked) {
      return;
    }
    verdict.replaceChildren(...(found === null ? [] : found.lines.map((line, at) => {
      const element = document.createElement(at === 0 ? "h2" : "p");
      element.textContent = line;
      return element;
    })));
    verdict.dataset.outcome = found === null ? "" : found.outcome;
  }

  function speak(which) {
    language = which;
    document.documentElement.lang = which;
    document.title = say("page.title");
    document.getElementById("languages").setAttribute("aria-label", say("page.language"));
    for (const element of document.querySelectorAll("[data-words]")) {
      element.textContent = say(element.dataset.words);
    }
    for (const button of document.querySelectorAll("[data-language]")) {
      button.setAttribute("aria-pressed", String(button.dataset.language === which));
    }
    return show();
  }

  async function drop(files) {
    for (const file of files) {
      const head = await file.slice(0, 22).text();
      const input = heads.find(([, begins]) => head.startsWith(begins))?.[0] ?? "policy";
      const carried = new DataTransfer();
      carried.items.add(file);
      document.getElementById(input).files = carried.files;
      chosen[input] = file;
    }
    return show();
  }

  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => speak(button.dataset.language));
  }
  for (const input of ["receipt", "note", "policy"]) {
    document.getElementById(input).addEventListener("change", (event) => {
      chosen[input] = event.target.files[0] ?? null;
      show();
    });
  }
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", () => document.body.classList.remove("dropping"));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("dropping");
    drop(event.dataTransfer.files);
  });
  speak(language);
})();
