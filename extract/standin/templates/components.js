// What the pages of the portal have in common: calls, messages, and the links of lists and case pages.
const byId = (id) => document.getElementById(id);
const tabOf = (search) => TABS.find((tab) => tab.search === search) || openTab;

function show(id, isShown = true) { byId(id).hidden = !isShown; }

// One call after the other: each holds the page until its answer has come, and the answer brings the next token.
function ajaxCall(route, fields, callback) {
  show("loadMe");
  setTimeout(() => {
    const answer = send(route, fields);
    show("loadMe", false);
    callback(answer);
  }, 10);
}

function send(route, fields) {
  const request = new XMLHttpRequest();
  request.open("POST", byId("base_url").value + "/?p=" + route, false);
  const headers = addGateHeader({
    "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
    "Accept": "application/json, text/javascript, */*; q=0.01",
    "X-Requested-With": "XMLHttpRequest",
  });
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  const body = new URLSearchParams([...fields, ["ajax_req", "true"], ["app_token", byId("app_token").value]]);
  try { request.send(body.toString()); } catch { return failed(""); }
  if (request.status !== 200) return failed(request.responseText);
  let answer;
  try { answer = JSON.parse(request.responseText); } catch { return failed(request.responseText); }
  byId("app_token").value = answer.app_token;
  if (answer.errormsg) errorAlert(answer.errormsg);
  if (answer.errormsg) answer.status = 0;
  return answer;
}

// What is no JSON may still be "message#####token".
function failed(text) {
  const [message, token] = text.split("#####");
  if (token) byId("app_token").value = token;
  if (message) errorAlert(message);
  return { status: 0 };
}

function errorAlert(message) {
  const holder = document.createElement("template");
  holder.innerHTML = message;
  byId("validateError").querySelector(".alert-danger-cust").textContent = holder.content.textContent.trim();
  show("validateError");
}

function closeModel({ modal_id }) { show(modal_id, false); }

function court() {
  return [
    ["state_code", byId("sess_state_code").value],
    ["dist_code", byId("sess_dist_code").value],
    ["court_complex_code", byId("court_complex_code").value.split("@")[0]],
  ];
}

function viewHistory(case_no, cino, court_code, hideparty, search_flag, state_code, dist_code, court_complex_code, search_by) {
  const fields = Object.entries({
    court_code, state_code, dist_code, court_complex_code, case_no, cino, hideparty, search_flag, search_by,
  });
  ajaxCall("home/viewHistory", fields, (answer) => {
    if (answer.status !== 1) return;
    const tab = tabOf(answer.search_by);
    byId(tab.search).innerHTML = answer.data_list;
    showOnly(tab, "case");
  });
}

// The district is the selected one, whatever the link says, and the state goes out twice.
function viewBusiness(court_code, dist_code, nextdate1, case_number1, state_code, disposal_flag, businessDate, court_no,
    national_court_code, search_by, srno) {
  const fields = [["court_code", court_code], ["state_code", state_code], ["dist_code", byId("sess_dist_code").value]];
  if (search_by !== "cnr") fields.push(court()[2]);
  fields.push(...Object.entries({
    nextdate1, case_number1, state_code, disposal_flag, businessDate, national_court_code, court_no, search_by, srno,
  }).filter(([, value]) => value !== undefined));
  ajaxCall("home/viewBusiness", fields, (answer) => {
    const tab = tabOf(search_by);
    if (answer.data_list !== undefined) byId(tab.business).innerHTML = answer.data_list;
    showOnly(tab, "business");
  });
}

function viewIABusiness(ia_no, cinoia, ia_case_type_name, ia_filno, ia_filyear, national_court_code = "", search_by = "") {
  const fields = Object.entries({
    ia_no, cinoia, ia_case_type_name, ia_filno, ia_filyear, national_court_code, search_by,
  });
  ajaxCall("home/viewIABusiness", [...court(), ...fields], (answer) => errorAlert(answer.data_list || ""));
}

// From a day back to its case, and from a case back to its list: nothing is asked for that.
function back_fun(search) { showOnly(tabOf(search), "case"); }
function main_back(search) { showOnly(tabOf(search), "list"); }

function showOnly(tab, part) {
  show(tab.name + "_div", part === "list");
  show("caseSearchTabs", part === "list");
  show(tab.search, part === "case");
  show(tab.back, part === "case");
  show(tab.business, part === "business");
  show(tab.business + "_back", part === "business");
}

function displayPdf() { errorAlert("The stand-in portal keeps no orders."); }
function display_case_acknowlegement() { errorAlert("The stand-in portal draws no QR codes."); }
function printBusiness() { window.print(); }
