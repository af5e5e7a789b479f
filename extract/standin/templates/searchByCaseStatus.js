// The search form: dropdowns that fill one another, a tab a kind of search, a captcha for each search.
const TABS = [
  { name: "partyname", label: "Party Name", form: "frmsearch_name", search: "CSpartyName", route: "casestatus/submitPartyName", captcha: "fcaptcha_code", picture: "div_captcha_party", result: "res_party", key: "party_data", back: "main_back_party", business: "caseBusinessDiv_csParty", radio: "" },
  { name: "casenumber", label: "Case Number", form: "search_case", search: "CScaseNumber", route: "casestatus/submitCaseNo", captcha: "case_captcha_code", picture: "div_captcha_caseno", result: "case_no_res", key: "case_data", back: "main_back_caseNo", business: "caseBusinessDiv_csNo", types: "c_no", select: "case_type" },
  { name: "firnumber", label: "FIR Number", form: "search_fir", search: "CSFIRNumber", route: "casestatus/submitFirNo", captcha: "fir_captcha_code", picture: "div_captcha_fir", result: "res_fir", key: "case_data", back: "main_back_Fir", business: "caseBusinessDiv_Fir", radio: "Fir" },
  { name: "act", label: "Act", form: "frm_act", search: "CSact", route: "casestatus/submitAct", captcha: "act_captcha_code", picture: "div_captcha_act", result: "res_act", key: "act_data", back: "main_back_act", business: "caseBusinessDiv_act", radio: "Act" },
  { name: "casetype", label: "Case Type", form: "frm_casetype", search: "CScaseType", route: "casestatus/submit_case_type", captcha: "ct_captcha_code", picture: "div_captcha_ct", result: "res_case_type", key: "case_data", back: "main_back_caseType", business: "caseBusinessDiv_caseType", radio: "CT", types: "c_type", select: "case_type_2" },
  { name: "cnr", label: "CNR Number", form: "frm_cnr", search: "cnr", route: "cnr_status/searchByCNR", captcha: "cnr_captcha_code", picture: "div_captcha_cnr", result: "history_cnr", key: "casetype_list", back: "main_back_cnr", business: "caseBusinessDiv_cnr" },
];
let openTab = TABS[0];

// Without an establishment's choice the portal's own script sends "null" for it.
function chosenCourt() { return [...court(), ["est_code", estCode()]]; }
function estCode() {
  const isFixed = byId("court_complex_code").value.endsWith("@Y");
  return isFixed ? byId("court_est_code").value : "null";
}

function fillDistrict() {
  empty("court_complex_code", "actcode");
  ajaxCall("casestatus/fillDistrict", court().slice(0, 1), (answer) => fill("sess_dist_code", answer.dist_list));
}

function fillCourtComplex() {
  empty("actcode");
  ajaxCall("casestatus/fillcomplex", court().slice(0, 2), (answer) => fill("court_complex_code", answer.complex_list));
}

// A new court begins with the first tab, as if nothing had been searched.
function chooseComplex() {
  empty("actcode");
  const mustChoose = byId("court_complex_code").value.endsWith("@Y");
  show("est_codes", mustChoose);
  for (const tab of TABS) for (const id of [tab.result, tab.search, tab.business]) byId(id).innerHTML = "";
  set_data(() => {
    if (mustChoose)
      ajaxCall("casestatus/fillCourtEstablishment", court(), (answer) => fill("court_est_code", answer.establishment_list));
    else openPane(TABS[0]);
  });
}

function chooseEstablishment() { set_data(() => openPane(TABS[0])); }

function set_data(callback) {
  const [state, district] = court();
  const fields = [
    ["complex_code", byId("court_complex_code").value], ["selected_state_code", state[1]],
    ["selected_dist_code", district[1]], ["selected_est_code", estCode() || "null"],
  ];
  ajaxCall("casestatus/set_data", fields, () => callback && callback());
}

function empty(...ids) { for (const id of ids) byId(id).length = 1; }
function fill(id, options) { if (options) byId(id).innerHTML = options; }

function validateStateDistCourt(id) {
  const tab = TABS.find((one) => one.name + "-tabMenu" === id);
  const isChosen = court().every(([, value]) => value && value !== "0");
  if (isChosen || tab.name === "cnr") openPane(tab);
  else errorAlert("Select state, district and court complex to proceed further");
}

function openPane(tab) {
  openTab = tab;
  for (const other of TABS) {
    show(other.name + "tab", other === tab);
    byId(other.name + "-tabMenu").classList.toggle("active", other === tab);
    byId(other.picture).innerHTML = "";
  }
  showOnly(tab, "list");
  ajaxCall("casestatus/getCaptcha", [], (answer) => {
    showCaptcha(tab, answer);
    if (tab.types) fillCaseTypes(tab);
    if (tab.name === "firnumber")
      ajaxCall("casestatus/fillPoliceStation", chosenCourt(), (stations) => fill("police_st_code", stations.police_station_list));
  });
}

function fillCaseTypes(tab) {
  const fields = [...chosenCourt(), ["search_type", tab.types]];
  ajaxCall("casestatus/fillCaseType", fields, (answer) => fill(tab.select, answer.casetype_list));
}

function fillActType() {
  const fields = [...chosenCourt(), ["search_act", byId("search_act").value]];
  ajaxCall("casestatus/fillActType", fields, (answer) => fill("actcode", answer.act_list));
}

function submitAct() {
  if (byId("actcode").value) submitSearch(TABS.find((tab) => tab.name === "act"));
  else errorAlert("Select Act Type");
}

function submitSearch(tab) {
  if (!byId(tab.captcha).value) return errorAlert("Enter captcha");
  const place = tab.name === "cnr" ? [] : chosenCourt();
  const fields = [...new FormData(byId(tab.form)), ...place];
  ajaxCall(tab.route, fields, (answer) => {
    showCaptcha(tab, answer);
    byId(tab.captcha).value = "";
    if (answer.status === 1) byId(tab.result).innerHTML = answer[tab.key] || "";
    else redrawCaptcha();
  });
}

function showCaptcha(tab, answer) {
  if (answer.div_captcha !== undefined) byId(tab.picture).innerHTML = answer.div_captcha;
}

function redrawCaptcha() {
  const picture = byId("captcha_image");
  if (picture) picture.src = "vendor/securimage/securimage_show.php? " + Math.random();
}

// Every tab has the same furniture round its own fields.
function furnish(tab) {
  const pane = byId(tab.name + "tab");
  const form = byId(tab.form);
  const searching = document.createElement("div");
  searching.id = tab.name + "_div";
  form.replaceWith(searching);
  searching.append(form);
  for (const choice of form.querySelectorAll(".status_choice")) choice.innerHTML = radios(choice.textContent, tab.radio);
  const submit = tab.name === "act" ? "submitAct()" : `submitSearch(TABS.find((tab) => tab.name === '${tab.name}'))`;
  form.insertAdjacentHTML("beforeend", `<div class="captcha_row"><span>Captcha</span><div id="${tab.picture}"></div>
    <label>Enter Captcha <input type="text" id="${tab.captcha}" name="${tab.captcha.replace("cnr_", "f")}" maxlength="6" size="8" autocomplete="off"></label></div>
    <p><button type="button" class="go" onclick="${submit}">Go</button></p><div id="${tab.result}"></div>`);
  pane.insertAdjacentHTML("beforeend", `<p class="back"><button type="button" onclick="main_back('${tab.search}')" id="${tab.back}" hidden>Back</button></p>
    <div id="${tab.search}" hidden></div><div id="${tab.business}" hidden></div>
    <p class="back"><button type="button" onclick="back_fun('${tab.search}')" id="${tab.business}_back" hidden>Back</button></p>`);
  form.onsubmit = (event) => event.preventDefault();
}

function radios(statuses, suffix) {
  return statuses.split(" ").map((status, number) =>
    `<label><input type="radio" name="case_status" id="rad${status[0]}${suffix}" value="${status}"${number ? "" : " checked"}> ${status}</label>`).join("");
}

for (const tab of TABS) {
  furnish(tab);
  byId("caseSearchTabs").insertAdjacentHTML("beforeend",
    `<button type="button" role="tab" id="${tab.name}-tabMenu" onclick="validateStateDistCourt(this.id)">${tab.label}</button>`);
}
document.addEventListener("click", (event) => { if (event.target.closest("a[href='#']")) event.preventDefault(); });
show("partynametab");
