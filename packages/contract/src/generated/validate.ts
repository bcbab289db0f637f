// @ts-nocheck
// Generated from api/openapi.yaml by tools/generate.ts. Do not edit.
"use strict";
interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: { readonly missingProperty?: string };
}
interface Validator {
  (data: unknown): boolean;
  readonly errors?: readonly SchemaError[] | null;
}
export const validate: Validator = validate10;

const schema11 = {"$ref":"api#/components/schemas/TransactionInsightsData"};
const schema13 = {"type":"object","required":["purchaseDate","purchaseAmount","purchaseCurrencyExponent","purchaseCurrency","merchantName","merchantCountryCode","mcc"],"properties":{"purchaseDate":{"type":"string","minLength":14,"maxLength":14},"purchaseAmount":{"type":"string","minLength":1,"maxLength":19,"pattern":"^\\d{1,19}$"},"purchaseCurrencyExponent":{"type":"string","pattern":"^[0-9]$"},"purchaseCurrency":{"type":"string","minLength":3,"maxLength":3,"pattern":"^\\d{3}$"},"merchantName":{"type":"string","minLength":1,"maxLength":40},"merchantCountryCode":{"type":"string","minLength":3,"maxLength":3,"pattern":"^\\d{3}$"},"mcc":{"type":"string","minLength":4,"maxLength":4,"pattern":"^\\d{4}$"},"ipAddress":{"type":"string","minLength":7,"maxLength":45},"userAgent":{"type":"string","pattern":"^(?!\\s*$).+"},"canvas":{"type":"string","minLength":0,"maxLength":999},"webGl":{"type":"string","minLength":0,"maxLength":999},"timeZone":{"type":"string","pattern":"^-?\\d+$"},"screenResolution":{"type":"string","pattern":"^\\s*\\d+\\s*x\\s*\\d+(\\s+\\d+)?\\s*$"},"screenWidth":{"type":"integer","minimum":0,"maximum":99999},"screenHeight":{"type":"integer","minimum":0,"maximum":99999},"localStorage":{"type":"boolean"},"language":{"type":"string","pattern":"^[a-zA-Z]{1,3}(-{1}[a-zA-Z0-9]{1,10})*?"},"colorDepth":{"type":"integer","minimum":0,"maximum":99999},"buildManufacturer":{"type":"string"},"placement":{"type":"string"},"androidBuildVersion":{"type":"string"},"androidSdkInt":{"type":"string"},"buildFingerprint":{"type":"string"},"buildBrand":{"type":"string"},"supportedFeatures":{"type":"array","items":{"type":"string"}},"model":{"type":"string"},"sdkUserAgent":{"type":"string"},"majorOsVersion":{"type":"integer"},"minorOsVersion":{"type":"integer"},"simCountryIso":{"type":"string"},"simOperator":{"type":"string"},"primaryStorage":{"type":"integer","format":"int64"},"systemMemory":{"type":"integer","format":"int64"},"buildProduct":{"type":"string"},"vendorAppId":{"type":"string"},"storedDeviceId":{"type":"string"},"androidId":{"type":"string"},"hashedAccountId":{"type":"string","minLength":0,"maxLength":999},"endCustomerRefId":{"type":"string","minLength":1,"maxLength":40},"cookiesEnabled":{"type":"boolean"},"plugins":{"type":"array","items":{"type":"string"}},"acquirerMerchantId":{"type":"string","minLength":1,"maxLength":40},"acquirerBin":{"type":"string","minLength":1,"maxLength":11},"cardHolderName":{"type":"string","minLength":1,"maxLength":45},"secondaryName":{"type":"string","minLength":1,"maxLength":45},"primaryEmail":{"type":"string","format":"email","minLength":3,"maxLength":254},"secondaryEmail":{"type":"string","format":"email","minLength":3,"maxLength":254},"mobilePhone":{"$ref":"#/components/schemas/PhoneDetails"},"billingAddress":{"$ref":"#/components/schemas/Address"},"shippingAddress":{"$ref":"#/components/schemas/Address"},"homePhone":{"$ref":"#/components/schemas/PhoneDetails"},"workPhone":{"$ref":"#/components/schemas/PhoneDetails"},"accountDetails":{"$ref":"#/components/schemas/AccountDetails"}}};
const schema14 = {"type":"object","properties":{"cc":{"type":"string","minLength":1,"maxLength":3,"pattern":"^\\d{1,3}$"},"subscriber":{"type":"string","minLength":1,"maxLength":15,"pattern":"^\\d{1,15}$"}}};
const schema15 = {"type":"object","properties":{"addressLine1":{"type":"string","minLength":1,"maxLength":50},"addressLine2":{"type":"string","minLength":1,"maxLength":50},"addressCity":{"type":"string","minLength":1,"maxLength":50},"addressState":{"type":"string","minLength":1,"maxLength":3},"addressPostCode":{"type":"string","minLength":1,"maxLength":16},"addressCountry":{"type":"string","minLength":3,"maxLength":3,"pattern":"^\\d{3}$"}}};
const schema19 = {"type":"object","properties":{"accountNumber":{"type":"string","minLength":13,"maxLength":19},"cardLast4":{"type":"string","minLength":4,"maxLength":4,"pattern":"^\\d{4}$"},"cardExpiryDate":{"type":"string","minLength":4,"maxLength":4,"pattern":"^\\d{4}$"},"cardBin":{"type":"string","minLength":4,"maxLength":8}}};
const func2 = (text) => { let length = 0; for (const _ of text) length += 1; return length; };
const pattern0 = new RegExp("^\\d{1,19}$", "");
const pattern1 = new RegExp("^[0-9]$", "");
const pattern2 = new RegExp("^\\d{3}$", "");
const pattern4 = new RegExp("^\\d{4}$", "");
const pattern5 = new RegExp("^(?!\\s*$).+", "");
const pattern6 = new RegExp("^-?\\d+$", "");
const pattern7 = new RegExp("^\\s*\\d+\\s*x\\s*\\d+(\\s+\\d+)?\\s*$", "");
const pattern8 = new RegExp("^[a-zA-Z]{1,3}(-{1}[a-zA-Z0-9]{1,10})*?", "");
const pattern9 = new RegExp("^\\d{1,3}$", "");
const pattern10 = new RegExp("^\\d{1,15}$", "");

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.purchaseDate === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "purchaseDate"},message:"must have required property '"+"purchaseDate"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.purchaseAmount === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "purchaseAmount"},message:"must have required property '"+"purchaseAmount"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.purchaseCurrencyExponent === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "purchaseCurrencyExponent"},message:"must have required property '"+"purchaseCurrencyExponent"+"'"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.purchaseCurrency === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "purchaseCurrency"},message:"must have required property '"+"purchaseCurrency"+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.merchantName === undefined){
const err4 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "merchantName"},message:"must have required property '"+"merchantName"+"'"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data.merchantCountryCode === undefined){
const err5 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "merchantCountryCode"},message:"must have required property '"+"merchantCountryCode"+"'"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data.mcc === undefined){
const err6 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "mcc"},message:"must have required property '"+"mcc"+"'"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(data.purchaseDate !== undefined){
let data0 = data.purchaseDate;
if(typeof data0 === "string"){
if(func2(data0) > 14){
const err7 = {instancePath:instancePath+"/purchaseDate",schemaPath:"#/properties/purchaseDate/maxLength",keyword:"maxLength",params:{limit: 14},message:"must NOT have more than 14 characters"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(func2(data0) < 14){
const err8 = {instancePath:instancePath+"/purchaseDate",schemaPath:"#/properties/purchaseDate/minLength",keyword:"minLength",params:{limit: 14},message:"must NOT have fewer than 14 characters"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/purchaseDate",schemaPath:"#/properties/purchaseDate/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.purchaseAmount !== undefined){
let data1 = data.purchaseAmount;
if(typeof data1 === "string"){
if(func2(data1) > 19){
const err10 = {instancePath:instancePath+"/purchaseAmount",schemaPath:"#/properties/purchaseAmount/maxLength",keyword:"maxLength",params:{limit: 19},message:"must NOT have more than 19 characters"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(func2(data1) < 1){
const err11 = {instancePath:instancePath+"/purchaseAmount",schemaPath:"#/properties/purchaseAmount/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern0.test(data1)){
const err12 = {instancePath:instancePath+"/purchaseAmount",schemaPath:"#/properties/purchaseAmount/pattern",keyword:"pattern",params:{pattern: "^\\d{1,19}$"},message:"must match pattern \""+"^\\d{1,19}$"+"\""};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/purchaseAmount",schemaPath:"#/properties/purchaseAmount/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.purchaseCurrencyExponent !== undefined){
let data2 = data.purchaseCurrencyExponent;
if(typeof data2 === "string"){
if(!pattern1.test(data2)){
const err14 = {instancePath:instancePath+"/purchaseCurrencyExponent",schemaPath:"#/properties/purchaseCurrencyExponent/pattern",keyword:"pattern",params:{pattern: "^[0-9]$"},message:"must match pattern \""+"^[0-9]$"+"\""};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/purchaseCurrencyExponent",schemaPath:"#/properties/purchaseCurrencyExponent/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.purchaseCurrency !== undefined){
let data3 = data.purchaseCurrency;
if(typeof data3 === "string"){
if(func2(data3) > 3){
const err16 = {instancePath:instancePath+"/purchaseCurrency",schemaPath:"#/properties/purchaseCurrency/maxLength",keyword:"maxLength",params:{limit: 3},message:"must NOT have more than 3 characters"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(func2(data3) < 3){
const err17 = {instancePath:instancePath+"/purchaseCurrency",schemaPath:"#/properties/purchaseCurrency/minLength",keyword:"minLength",params:{limit: 3},message:"must NOT have fewer than 3 characters"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(!pattern2.test(data3)){
const err18 = {instancePath:instancePath+"/purchaseCurrency",schemaPath:"#/properties/purchaseCurrency/pattern",keyword:"pattern",params:{pattern: "^\\d{3}$"},message:"must match pattern \""+"^\\d{3}$"+"\""};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/purchaseCurrency",schemaPath:"#/properties/purchaseCurrency/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.merchantName !== undefined){
let data4 = data.merchantName;
if(typeof data4 === "string"){
if(func2(data4) > 40){
const err20 = {instancePath:instancePath+"/merchantName",schemaPath:"#/properties/merchantName/maxLength",keyword:"maxLength",params:{limit: 40},message:"must NOT have more than 40 characters"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if(func2(data4) < 1){
const err21 = {instancePath:instancePath+"/merchantName",schemaPath:"#/properties/merchantName/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/merchantName",schemaPath:"#/properties/merchantName/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.merchantCountryCode !== undefined){
let data5 = data.merchantCountryCode;
if(typeof data5 === "string"){
if(func2(data5) > 3){
const err23 = {instancePath:instancePath+"/merchantCountryCode",schemaPath:"#/properties/merchantCountryCode/maxLength",keyword:"maxLength",params:{limit: 3},message:"must NOT have more than 3 characters"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(func2(data5) < 3){
const err24 = {instancePath:instancePath+"/merchantCountryCode",schemaPath:"#/properties/merchantCountryCode/minLength",keyword:"minLength",params:{limit: 3},message:"must NOT have fewer than 3 characters"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(!pattern2.test(data5)){
const err25 = {instancePath:instancePath+"/merchantCountryCode",schemaPath:"#/properties/merchantCountryCode/pattern",keyword:"pattern",params:{pattern: "^\\d{3}$"},message:"must match pattern \""+"^\\d{3}$"+"\""};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
else {
const err26 = {instancePath:instancePath+"/merchantCountryCode",schemaPath:"#/properties/merchantCountryCode/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data.mcc !== undefined){
let data6 = data.mcc;
if(typeof data6 === "string"){
if(func2(data6) > 4){
const err27 = {instancePath:instancePath+"/mcc",schemaPath:"#/properties/mcc/maxLength",keyword:"maxLength",params:{limit: 4},message:"must NOT have more than 4 characters"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(func2(data6) < 4){
const err28 = {instancePath:instancePath+"/mcc",schemaPath:"#/properties/mcc/minLength",keyword:"minLength",params:{limit: 4},message:"must NOT have fewer than 4 characters"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(!pattern4.test(data6)){
const err29 = {instancePath:instancePath+"/mcc",schemaPath:"#/properties/mcc/pattern",keyword:"pattern",params:{pattern: "^\\d{4}$"},message:"must match pattern \""+"^\\d{4}$"+"\""};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
else {
const err30 = {instancePath:instancePath+"/mcc",schemaPath:"#/properties/mcc/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data.ipAddress !== undefined){
let data7 = data.ipAddress;
if(typeof data7 === "string"){
if(func2(data7) > 45){
const err31 = {instancePath:instancePath+"/ipAddress",schemaPath:"#/properties/ipAddress/maxLength",keyword:"maxLength",params:{limit: 45},message:"must NOT have more than 45 characters"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(func2(data7) < 7){
const err32 = {instancePath:instancePath+"/ipAddress",schemaPath:"#/properties/ipAddress/minLength",keyword:"minLength",params:{limit: 7},message:"must NOT have fewer than 7 characters"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/ipAddress",schemaPath:"#/properties/ipAddress/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data.userAgent !== undefined){
let data8 = data.userAgent;
if(typeof data8 === "string"){
if(!pattern5.test(data8)){
const err34 = {instancePath:instancePath+"/userAgent",schemaPath:"#/properties/userAgent/pattern",keyword:"pattern",params:{pattern: "^(?!\\s*$).+"},message:"must match pattern \""+"^(?!\\s*$).+"+"\""};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/userAgent",schemaPath:"#/properties/userAgent/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data.canvas !== undefined){
let data9 = data.canvas;
if(typeof data9 === "string"){
if(func2(data9) > 999){
const err36 = {instancePath:instancePath+"/canvas",schemaPath:"#/properties/canvas/maxLength",keyword:"maxLength",params:{limit: 999},message:"must NOT have more than 999 characters"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(func2(data9) < 0){
const err37 = {instancePath:instancePath+"/canvas",schemaPath:"#/properties/canvas/minLength",keyword:"minLength",params:{limit: 0},message:"must NOT have fewer than 0 characters"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
else {
const err38 = {instancePath:instancePath+"/canvas",schemaPath:"#/properties/canvas/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data.webGl !== undefined){
let data10 = data.webGl;
if(typeof data10 === "string"){
if(func2(data10) > 999){
const err39 = {instancePath:instancePath+"/webGl",schemaPath:"#/properties/webGl/maxLength",keyword:"maxLength",params:{limit: 999},message:"must NOT have more than 999 characters"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(func2(data10) < 0){
const err40 = {instancePath:instancePath+"/webGl",schemaPath:"#/properties/webGl/minLength",keyword:"minLength",params:{limit: 0},message:"must NOT have fewer than 0 characters"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/webGl",schemaPath:"#/properties/webGl/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data.timeZone !== undefined){
let data11 = data.timeZone;
if(typeof data11 === "string"){
if(!pattern6.test(data11)){
const err42 = {instancePath:instancePath+"/timeZone",schemaPath:"#/properties/timeZone/pattern",keyword:"pattern",params:{pattern: "^-?\\d+$"},message:"must match pattern \""+"^-?\\d+$"+"\""};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
else {
const err43 = {instancePath:instancePath+"/timeZone",schemaPath:"#/properties/timeZone/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data.screenResolution !== undefined){
let data12 = data.screenResolution;
if(typeof data12 === "string"){
if(!pattern7.test(data12)){
const err44 = {instancePath:instancePath+"/screenResolution",schemaPath:"#/properties/screenResolution/pattern",keyword:"pattern",params:{pattern: "^\\s*\\d+\\s*x\\s*\\d+(\\s+\\d+)?\\s*$"},message:"must match pattern \""+"^\\s*\\d+\\s*x\\s*\\d+(\\s+\\d+)?\\s*$"+"\""};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
else {
const err45 = {instancePath:instancePath+"/screenResolution",schemaPath:"#/properties/screenResolution/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data.screenWidth !== undefined){
let data13 = data.screenWidth;
if(!((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13)))){
const err46 = {instancePath:instancePath+"/screenWidth",schemaPath:"#/properties/screenWidth/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if(typeof data13 == "number"){
if(data13 > 99999 || isNaN(data13)){
const err47 = {instancePath:instancePath+"/screenWidth",schemaPath:"#/properties/screenWidth/maximum",keyword:"maximum",params:{comparison: "<=", limit: 99999},message:"must be <= 99999"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if(data13 < 0 || isNaN(data13)){
const err48 = {instancePath:instancePath+"/screenWidth",schemaPath:"#/properties/screenWidth/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
}
if(data.screenHeight !== undefined){
let data14 = data.screenHeight;
if(!((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14)))){
const err49 = {instancePath:instancePath+"/screenHeight",schemaPath:"#/properties/screenHeight/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if(typeof data14 == "number"){
if(data14 > 99999 || isNaN(data14)){
const err50 = {instancePath:instancePath+"/screenHeight",schemaPath:"#/properties/screenHeight/maximum",keyword:"maximum",params:{comparison: "<=", limit: 99999},message:"must be <= 99999"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(data14 < 0 || isNaN(data14)){
const err51 = {instancePath:instancePath+"/screenHeight",schemaPath:"#/properties/screenHeight/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
}
if(data.localStorage !== undefined){
if(typeof data.localStorage !== "boolean"){
const err52 = {instancePath:instancePath+"/localStorage",schemaPath:"#/properties/localStorage/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data.language !== undefined){
let data16 = data.language;
if(typeof data16 === "string"){
if(!pattern8.test(data16)){
const err53 = {instancePath:instancePath+"/language",schemaPath:"#/properties/language/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z]{1,3}(-{1}[a-zA-Z0-9]{1,10})*?"},message:"must match pattern \""+"^[a-zA-Z]{1,3}(-{1}[a-zA-Z0-9]{1,10})*?"+"\""};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
else {
const err54 = {instancePath:instancePath+"/language",schemaPath:"#/properties/language/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data.colorDepth !== undefined){
let data17 = data.colorDepth;
if(!((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17)))){
const err55 = {instancePath:instancePath+"/colorDepth",schemaPath:"#/properties/colorDepth/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(typeof data17 == "number"){
if(data17 > 99999 || isNaN(data17)){
const err56 = {instancePath:instancePath+"/colorDepth",schemaPath:"#/properties/colorDepth/maximum",keyword:"maximum",params:{comparison: "<=", limit: 99999},message:"must be <= 99999"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if(data17 < 0 || isNaN(data17)){
const err57 = {instancePath:instancePath+"/colorDepth",schemaPath:"#/properties/colorDepth/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
}
if(data.buildManufacturer !== undefined){
if(typeof data.buildManufacturer !== "string"){
const err58 = {instancePath:instancePath+"/buildManufacturer",schemaPath:"#/properties/buildManufacturer/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data.placement !== undefined){
if(typeof data.placement !== "string"){
const err59 = {instancePath:instancePath+"/placement",schemaPath:"#/properties/placement/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data.androidBuildVersion !== undefined){
if(typeof data.androidBuildVersion !== "string"){
const err60 = {instancePath:instancePath+"/androidBuildVersion",schemaPath:"#/properties/androidBuildVersion/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data.androidSdkInt !== undefined){
if(typeof data.androidSdkInt !== "string"){
const err61 = {instancePath:instancePath+"/androidSdkInt",schemaPath:"#/properties/androidSdkInt/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data.buildFingerprint !== undefined){
if(typeof data.buildFingerprint !== "string"){
const err62 = {instancePath:instancePath+"/buildFingerprint",schemaPath:"#/properties/buildFingerprint/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data.buildBrand !== undefined){
if(typeof data.buildBrand !== "string"){
const err63 = {instancePath:instancePath+"/buildBrand",schemaPath:"#/properties/buildBrand/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data.supportedFeatures !== undefined){
let data24 = data.supportedFeatures;
if(Array.isArray(data24)){
const len0 = data24.length;
for(let i0=0; i0<len0; i0++){
if(typeof data24[i0] !== "string"){
const err64 = {instancePath:instancePath+"/supportedFeatures/" + i0,schemaPath:"#/properties/supportedFeatures/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
}
else {
const err65 = {instancePath:instancePath+"/supportedFeatures",schemaPath:"#/properties/supportedFeatures/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data.model !== undefined){
if(typeof data.model !== "string"){
const err66 = {instancePath:instancePath+"/model",schemaPath:"#/properties/model/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data.sdkUserAgent !== undefined){
if(typeof data.sdkUserAgent !== "string"){
const err67 = {instancePath:instancePath+"/sdkUserAgent",schemaPath:"#/properties/sdkUserAgent/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data.majorOsVersion !== undefined){
let data28 = data.majorOsVersion;
if(!((typeof data28 == "number") && (!(data28 % 1) && !isNaN(data28)))){
const err68 = {instancePath:instancePath+"/majorOsVersion",schemaPath:"#/properties/majorOsVersion/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
if(data.minorOsVersion !== undefined){
let data29 = data.minorOsVersion;
if(!((typeof data29 == "number") && (!(data29 % 1) && !isNaN(data29)))){
const err69 = {instancePath:instancePath+"/minorOsVersion",schemaPath:"#/properties/minorOsVersion/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
if(data.simCountryIso !== undefined){
if(typeof data.simCountryIso !== "string"){
const err70 = {instancePath:instancePath+"/simCountryIso",schemaPath:"#/properties/simCountryIso/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data.simOperator !== undefined){
if(typeof data.simOperator !== "string"){
const err71 = {instancePath:instancePath+"/simOperator",schemaPath:"#/properties/simOperator/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
if(data.primaryStorage !== undefined){
let data32 = data.primaryStorage;
if(!((typeof data32 == "number") && (!(data32 % 1) && !isNaN(data32)))){
const err72 = {instancePath:instancePath+"/primaryStorage",schemaPath:"#/properties/primaryStorage/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(data.systemMemory !== undefined){
let data33 = data.systemMemory;
if(!((typeof data33 == "number") && (!(data33 % 1) && !isNaN(data33)))){
const err73 = {instancePath:instancePath+"/systemMemory",schemaPath:"#/properties/systemMemory/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data.buildProduct !== undefined){
if(typeof data.buildProduct !== "string"){
const err74 = {instancePath:instancePath+"/buildProduct",schemaPath:"#/properties/buildProduct/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
if(data.vendorAppId !== undefined){
if(typeof data.vendorAppId !== "string"){
const err75 = {instancePath:instancePath+"/vendorAppId",schemaPath:"#/properties/vendorAppId/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
if(data.storedDeviceId !== undefined){
if(typeof data.storedDeviceId !== "string"){
const err76 = {instancePath:instancePath+"/storedDeviceId",schemaPath:"#/properties/storedDeviceId/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data.androidId !== undefined){
if(typeof data.androidId !== "string"){
const err77 = {instancePath:instancePath+"/androidId",schemaPath:"#/properties/androidId/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
if(data.hashedAccountId !== undefined){
let data38 = data.hashedAccountId;
if(typeof data38 === "string"){
if(func2(data38) > 999){
const err78 = {instancePath:instancePath+"/hashedAccountId",schemaPath:"#/properties/hashedAccountId/maxLength",keyword:"maxLength",params:{limit: 999},message:"must NOT have more than 999 characters"};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
if(func2(data38) < 0){
const err79 = {instancePath:instancePath+"/hashedAccountId",schemaPath:"#/properties/hashedAccountId/minLength",keyword:"minLength",params:{limit: 0},message:"must NOT have fewer than 0 characters"};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
else {
const err80 = {instancePath:instancePath+"/hashedAccountId",schemaPath:"#/properties/hashedAccountId/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
if(data.endCustomerRefId !== undefined){
let data39 = data.endCustomerRefId;
if(typeof data39 === "string"){
if(func2(data39) > 40){
const err81 = {instancePath:instancePath+"/endCustomerRefId",schemaPath:"#/properties/endCustomerRefId/maxLength",keyword:"maxLength",params:{limit: 40},message:"must NOT have more than 40 characters"};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
if(func2(data39) < 1){
const err82 = {instancePath:instancePath+"/endCustomerRefId",schemaPath:"#/properties/endCustomerRefId/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
else {
const err83 = {instancePath:instancePath+"/endCustomerRefId",schemaPath:"#/properties/endCustomerRefId/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
if(data.cookiesEnabled !== undefined){
if(typeof data.cookiesEnabled !== "boolean"){
const err84 = {instancePath:instancePath+"/cookiesEnabled",schemaPath:"#/properties/cookiesEnabled/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data.plugins !== undefined){
let data41 = data.plugins;
if(Array.isArray(data41)){
const len1 = data41.length;
for(let i1=0; i1<len1; i1++){
if(typeof data41[i1] !== "string"){
const err85 = {instancePath:instancePath+"/plugins/" + i1,schemaPath:"#/properties/plugins/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
}
else {
const err86 = {instancePath:instancePath+"/plugins",schemaPath:"#/properties/plugins/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
if(data.acquirerMerchantId !== undefined){
let data43 = data.acquirerMerchantId;
if(typeof data43 === "string"){
if(func2(data43) > 40){
const err87 = {instancePath:instancePath+"/acquirerMerchantId",schemaPath:"#/properties/acquirerMerchantId/maxLength",keyword:"maxLength",params:{limit: 40},message:"must NOT have more than 40 characters"};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
if(func2(data43) < 1){
const err88 = {instancePath:instancePath+"/acquirerMerchantId",schemaPath:"#/properties/acquirerMerchantId/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
else {
const err89 = {instancePath:instancePath+"/acquirerMerchantId",schemaPath:"#/properties/acquirerMerchantId/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
if(data.acquirerBin !== undefined){
let data44 = data.acquirerBin;
if(typeof data44 === "string"){
if(func2(data44) > 11){
const err90 = {instancePath:instancePath+"/acquirerBin",schemaPath:"#/properties/acquirerBin/maxLength",keyword:"maxLength",params:{limit: 11},message:"must NOT have more than 11 characters"};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
if(func2(data44) < 1){
const err91 = {instancePath:instancePath+"/acquirerBin",schemaPath:"#/properties/acquirerBin/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
else {
const err92 = {instancePath:instancePath+"/acquirerBin",schemaPath:"#/properties/acquirerBin/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
if(data.cardHolderName !== undefined){
let data45 = data.cardHolderName;
if(typeof data45 === "string"){
if(func2(data45) > 45){
const err93 = {instancePath:instancePath+"/cardHolderName",schemaPath:"#/properties/cardHolderName/maxLength",keyword:"maxLength",params:{limit: 45},message:"must NOT have more than 45 characters"};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
if(func2(data45) < 1){
const err94 = {instancePath:instancePath+"/cardHolderName",schemaPath:"#/properties/cardHolderName/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
else {
const err95 = {instancePath:instancePath+"/cardHolderName",schemaPath:"#/properties/cardHolderName/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
if(data.secondaryName !== undefined){
let data46 = data.secondaryName;
if(typeof data46 === "string"){
if(func2(data46) > 45){
const err96 = {instancePath:instancePath+"/secondaryName",schemaPath:"#/properties/secondaryName/maxLength",keyword:"maxLength",params:{limit: 45},message:"must NOT have more than 45 characters"};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
if(func2(data46) < 1){
const err97 = {instancePath:instancePath+"/secondaryName",schemaPath:"#/properties/secondaryName/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
else {
const err98 = {instancePath:instancePath+"/secondaryName",schemaPath:"#/properties/secondaryName/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
if(data.primaryEmail !== undefined){
let data47 = data.primaryEmail;
if(typeof data47 === "string"){
if(func2(data47) > 254){
const err99 = {instancePath:instancePath+"/primaryEmail",schemaPath:"#/properties/primaryEmail/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters"};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
if(func2(data47) < 3){
const err100 = {instancePath:instancePath+"/primaryEmail",schemaPath:"#/properties/primaryEmail/minLength",keyword:"minLength",params:{limit: 3},message:"must NOT have fewer than 3 characters"};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
else {
const err101 = {instancePath:instancePath+"/primaryEmail",schemaPath:"#/properties/primaryEmail/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
if(data.secondaryEmail !== undefined){
let data48 = data.secondaryEmail;
if(typeof data48 === "string"){
if(func2(data48) > 254){
const err102 = {instancePath:instancePath+"/secondaryEmail",schemaPath:"#/properties/secondaryEmail/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters"};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
if(func2(data48) < 3){
const err103 = {instancePath:instancePath+"/secondaryEmail",schemaPath:"#/properties/secondaryEmail/minLength",keyword:"minLength",params:{limit: 3},message:"must NOT have fewer than 3 characters"};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
else {
const err104 = {instancePath:instancePath+"/secondaryEmail",schemaPath:"#/properties/secondaryEmail/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
if(data.mobilePhone !== undefined){
let data49 = data.mobilePhone;
if(data49 && typeof data49 == "object" && !Array.isArray(data49)){
if(data49.cc !== undefined){
let data50 = data49.cc;
if(typeof data50 === "string"){
if(func2(data50) > 3){
const err105 = {instancePath:instancePath+"/mobilePhone/cc",schemaPath:"#/components/schemas/PhoneDetails/properties/cc/maxLength",keyword:"maxLength",params:{limit: 3},message:"must NOT have more than 3 characters"};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
if(func2(data50) < 1){
const err106 = {instancePath:instancePath+"/mobilePhone/cc",schemaPath:"#/components/schemas/PhoneDetails/properties/cc/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
if(!pattern9.test(data50)){
const err107 = {instancePath:instancePath+"/mobilePhone/cc",schemaPath:"#/components/schemas/PhoneDetails/properties/cc/pattern",keyword:"pattern",params:{pattern: "^\\d{1,3}$"},message:"must match pattern \""+"^\\d{1,3}$"+"\""};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
else {
const err108 = {instancePath:instancePath+"/mobilePhone/cc",schemaPath:"#/components/schemas/PhoneDetails/properties/cc/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
if(data49.subscriber !== undefined){
let data51 = data49.subscriber;
if(typeof data51 === "string"){
if(func2(data51) > 15){
const err109 = {instancePath:instancePath+"/mobilePhone/subscriber",schemaPath:"#/components/schemas/PhoneDetails/properties/subscriber/maxLength",keyword:"maxLength",params:{limit: 15},message:"must NOT have more than 15 characters"};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
if(func2(data51) < 1){
const err110 = {instancePath:instancePath+"/mobilePhone/subscriber",schemaPath:"#/components/schemas/PhoneDetails/properties/subscriber/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
if(!pattern10.test(data51)){
const err111 = {instancePath:instancePath+"/mobilePhone/subscriber",schemaPath:"#/components/schemas/PhoneDetails/properties/subscriber/pattern",keyword:"pattern",params:{pattern: "^\\d{1,15}$"},message:"must match pattern \""+"^\\d{1,15}$"+"\""};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
else {
const err112 = {instancePath:instancePath+"/mobilePhone/subscriber",schemaPath:"#/components/schemas/PhoneDetails/properties/subscriber/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
}
else {
const err113 = {instancePath:instancePath+"/mobilePhone",schemaPath:"#/components/schemas/PhoneDetails/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
if(data.billingAddress !== undefined){
let data52 = data.billingAddress;
if(data52 && typeof data52 == "object" && !Array.isArray(data52)){
if(data52.addressLine1 !== undefined){
let data53 = data52.addressLine1;
if(typeof data53 === "string"){
if(func2(data53) > 50){
const err114 = {instancePath:instancePath+"/billingAddress/addressLine1",schemaPath:"#/components/schemas/Address/properties/addressLine1/maxLength",keyword:"maxLength",params:{limit: 50},message:"must NOT have more than 50 characters"};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
if(func2(data53) < 1){
const err115 = {instancePath:instancePath+"/billingAddress/addressLine1",schemaPath:"#/components/schemas/Address/properties/addressLine1/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
else {
const err116 = {instancePath:instancePath+"/billingAddress/addressLine1",schemaPath:"#/components/schemas/Address/properties/addressLine1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
if(data52.addressLine2 !== undefined){
let data54 = data52.addressLine2;
if(typeof data54 === "string"){
if(func2(data54) > 50){
const err117 = {instancePath:instancePath+"/billingAddress/addressLine2",schemaPath:"#/components/schemas/Address/properties/addressLine2/maxLength",keyword:"maxLength",params:{limit: 50},message:"must NOT have more than 50 characters"};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
if(func2(data54) < 1){
const err118 = {instancePath:instancePath+"/billingAddress/addressLine2",schemaPath:"#/components/schemas/Address/properties/addressLine2/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
else {
const err119 = {instancePath:instancePath+"/billingAddress/addressLine2",schemaPath:"#/components/schemas/Address/properties/addressLine2/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
if(data52.addressCity !== undefined){
let data55 = data52.addressCity;
if(typeof data55 === "string"){
if(func2(data55) > 50){
const err120 = {instancePath:instancePath+"/billingAddress/addressCity",schemaPath:"#/components/schemas/Address/properties/addressCity/maxLength",keyword:"maxLength",params:{limit: 50},message:"must NOT have more than 50 characters"};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
if(func2(data55) < 1){
const err121 = {instancePath:instancePath+"/billingAddress/addressCity",schemaPath:"#/components/schemas/Address/properties/addressCity/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
else {
const err122 = {instancePath:instancePath+"/billingAddress/addressCity",schemaPath:"#/components/schemas/Address/properties/addressCity/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
if(data52.addressState !== undefined){
let data56 = data52.addressState;
if(typeof data56 === "string"){
if(func2(data56) > 3){
const err123 = {instancePath:instancePath+"/billingAddress/addressState",schemaPath:"#/components/schemas/Address/properties/addressState/maxLength",keyword:"maxLength",params:{limit: 3},message:"must NOT have more than 3 characters"};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
if(func2(data56) < 1){
const err124 = {instancePath:instancePath+"/billingAddress/addressState",schemaPath:"#/components/schemas/Address/properties/addressState/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
else {
const err125 = {instancePath:instancePath+"/billingAddress/addressState",schemaPath:"#/components/schemas/Address/properties/addressState/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
}
if(data52.addressPostCode !== undefined){
let data57 = data52.addressPostCode;
if(typeof data57 === "string"){
if(func2(data57) > 16){
const err126 = {instancePath:instancePath+"/billingAddress/addressPostCode",schemaPath:"#/components/schemas/Address/properties/addressPostCode/maxLength",keyword:"maxLength",params:{limit: 16},message:"must NOT have more than 16 characters"};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
if(func2(data57) < 1){
const err127 = {instancePath:instancePath+"/billingAddress/addressPostCode",schemaPath:"#/components/schemas/Address/properties/addressPostCode/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
else {
const err128 = {instancePath:instancePath+"/billingAddress/addressPostCode",schemaPath:"#/components/schemas/Address/properties/addressPostCode/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
if(data52.addressCountry !== undefined){
let data58 = data52.addressCountry;
if(typeof data58 === "string"){
if(func2(data58) > 3){
const err129 = {instancePath:instancePath+"/billingAddress/addressCountry",schemaPath:"#/components/schemas/Address/properties/addressCountry/maxLength",keyword:"maxLength",params:{limit: 3},message:"must NOT have more than 3 characters"};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
if(func2(data58) < 3){
const err130 = {instancePath:instancePath+"/billingAddress/addressCountry",schemaPath:"#/components/schemas/Address/properties/addressCountry/minLength",keyword:"minLength",params:{limit: 3},message:"must NOT have fewer than 3 characters"};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
if(!pattern2.test(data58)){
const err131 = {instancePath:instancePath+"/billingAddress/addressCountry",schemaPath:"#/components/schemas/Address/properties/addressCountry/pattern",keyword:"pattern",params:{pattern: "^\\d{3}$"},message:"must match pattern \""+"^\\d{3}$"+"\""};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
else {
const err132 = {instancePath:instancePath+"/billingAddress/addressCountry",schemaPath:"#/components/schemas/Address/properties/addressCountry/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
}
else {
const err133 = {instancePath:instancePath+"/billingAddress",schemaPath:"#/components/schemas/Address/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
}
if(data.shippingAddress !== undefined){
let data59 = data.shippingAddress;
if(data59 && typeof data59 == "object" && !Array.isArray(data59)){
if(data59.addressLine1 !== undefined){
let data60 = data59.addressLine1;
if(typeof data60 === "string"){
if(func2(data60) > 50){
const err134 = {instancePath:instancePath+"/shippingAddress/addressLine1",schemaPath:"#/components/schemas/Address/properties/addressLine1/maxLength",keyword:"maxLength",params:{limit: 50},message:"must NOT have more than 50 characters"};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
if(func2(data60) < 1){
const err135 = {instancePath:instancePath+"/shippingAddress/addressLine1",schemaPath:"#/components/schemas/Address/properties/addressLine1/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
else {
const err136 = {instancePath:instancePath+"/shippingAddress/addressLine1",schemaPath:"#/components/schemas/Address/properties/addressLine1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
if(data59.addressLine2 !== undefined){
let data61 = data59.addressLine2;
if(typeof data61 === "string"){
if(func2(data61) > 50){
const err137 = {instancePath:instancePath+"/shippingAddress/addressLine2",schemaPath:"#/components/schemas/Address/properties/addressLine2/maxLength",keyword:"maxLength",params:{limit: 50},message:"must NOT have more than 50 characters"};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
if(func2(data61) < 1){
const err138 = {instancePath:instancePath+"/shippingAddress/addressLine2",schemaPath:"#/components/schemas/Address/properties/addressLine2/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
else {
const err139 = {instancePath:instancePath+"/shippingAddress/addressLine2",schemaPath:"#/components/schemas/Address/properties/addressLine2/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
}
if(data59.addressCity !== undefined){
let data62 = data59.addressCity;
if(typeof data62 === "string"){
if(func2(data62) > 50){
const err140 = {instancePath:instancePath+"/shippingAddress/addressCity",schemaPath:"#/components/schemas/Address/properties/addressCity/maxLength",keyword:"maxLength",params:{limit: 50},message:"must NOT have more than 50 characters"};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
if(func2(data62) < 1){
const err141 = {instancePath:instancePath+"/shippingAddress/addressCity",schemaPath:"#/components/schemas/Address/properties/addressCity/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
}
else {
const err142 = {instancePath:instancePath+"/shippingAddress/addressCity",schemaPath:"#/components/schemas/Address/properties/addressCity/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
}
if(data59.addressState !== undefined){
let data63 = data59.addressState;
if(typeof data63 === "string"){
if(func2(data63) > 3){
const err143 = {instancePath:instancePath+"/shippingAddress/addressState",schemaPath:"#/components/schemas/Address/properties/addressState/maxLength",keyword:"maxLength",params:{limit: 3},message:"must NOT have more than 3 characters"};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
if(func2(data63) < 1){
const err144 = {instancePath:instancePath+"/shippingAddress/addressState",schemaPath:"#/components/schemas/Address/properties/addressState/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
}
else {
const err145 = {instancePath:instancePath+"/shippingAddress/addressState",schemaPath:"#/components/schemas/Address/properties/addressState/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
}
if(data59.addressPostCode !== undefined){
let data64 = data59.addressPostCode;
if(typeof data64 === "string"){
if(func2(data64) > 16){
const err146 = {instancePath:instancePath+"/shippingAddress/addressPostCode",schemaPath:"#/components/schemas/Address/properties/addressPostCode/maxLength",keyword:"maxLength",params:{limit: 16},message:"must NOT have more than 16 characters"};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
if(func2(data64) < 1){
const err147 = {instancePath:instancePath+"/shippingAddress/addressPostCode",schemaPath:"#/components/schemas/Address/properties/addressPostCode/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
}
else {
const err148 = {instancePath:instancePath+"/shippingAddress/addressPostCode",schemaPath:"#/components/schemas/Address/properties/addressPostCode/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
}
if(data59.addressCountry !== undefined){
let data65 = data59.addressCountry;
if(typeof data65 === "string"){
if(func2(data65) > 3){
const err149 = {instancePath:instancePath+"/shippingAddress/addressCountry",schemaPath:"#/components/schemas/Address/properties/addressCountry/maxLength",keyword:"maxLength",params:{limit: 3},message:"must NOT have more than 3 characters"};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
if(func2(data65) < 3){
const err150 = {instancePath:instancePath+"/shippingAddress/addressCountry",schemaPath:"#/components/schemas/Address/properties/addressCountry/minLength",keyword:"minLength",params:{limit: 3},message:"must NOT have fewer than 3 characters"};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
if(!pattern2.test(data65)){
const err151 = {instancePath:instancePath+"/shippingAddress/addressCountry",schemaPath:"#/components/schemas/Address/properties/addressCountry/pattern",keyword:"pattern",params:{pattern: "^\\d{3}$"},message:"must match pattern \""+"^\\d{3}$"+"\""};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
}
else {
const err152 = {instancePath:instancePath+"/shippingAddress/addressCountry",schemaPath:"#/components/schemas/Address/properties/addressCountry/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
}
}
else {
const err153 = {instancePath:instancePath+"/shippingAddress",schemaPath:"#/components/schemas/Address/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
}
if(data.homePhone !== undefined){
let data66 = data.homePhone;
if(data66 && typeof data66 == "object" && !Array.isArray(data66)){
if(data66.cc !== undefined){
let data67 = data66.cc;
if(typeof data67 === "string"){
if(func2(data67) > 3){
const err154 = {instancePath:instancePath+"/homePhone/cc",schemaPath:"#/components/schemas/PhoneDetails/properties/cc/maxLength",keyword:"maxLength",params:{limit: 3},message:"must NOT have more than 3 characters"};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
if(func2(data67) < 1){
const err155 = {instancePath:instancePath+"/homePhone/cc",schemaPath:"#/components/schemas/PhoneDetails/properties/cc/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
if(!pattern9.test(data67)){
const err156 = {instancePath:instancePath+"/homePhone/cc",schemaPath:"#/components/schemas/PhoneDetails/properties/cc/pattern",keyword:"pattern",params:{pattern: "^\\d{1,3}$"},message:"must match pattern \""+"^\\d{1,3}$"+"\""};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
}
else {
const err157 = {instancePath:instancePath+"/homePhone/cc",schemaPath:"#/components/schemas/PhoneDetails/properties/cc/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
}
if(data66.subscriber !== undefined){
let data68 = data66.subscriber;
if(typeof data68 === "string"){
if(func2(data68) > 15){
const err158 = {instancePath:instancePath+"/homePhone/subscriber",schemaPath:"#/components/schemas/PhoneDetails/properties/subscriber/maxLength",keyword:"maxLength",params:{limit: 15},message:"must NOT have more than 15 characters"};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
if(func2(data68) < 1){
const err159 = {instancePath:instancePath+"/homePhone/subscriber",schemaPath:"#/components/schemas/PhoneDetails/properties/subscriber/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
if(!pattern10.test(data68)){
const err160 = {instancePath:instancePath+"/homePhone/subscriber",schemaPath:"#/components/schemas/PhoneDetails/properties/subscriber/pattern",keyword:"pattern",params:{pattern: "^\\d{1,15}$"},message:"must match pattern \""+"^\\d{1,15}$"+"\""};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
}
else {
const err161 = {instancePath:instancePath+"/homePhone/subscriber",schemaPath:"#/components/schemas/PhoneDetails/properties/subscriber/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
}
}
else {
const err162 = {instancePath:instancePath+"/homePhone",schemaPath:"#/components/schemas/PhoneDetails/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
}
if(data.workPhone !== undefined){
let data69 = data.workPhone;
if(data69 && typeof data69 == "object" && !Array.isArray(data69)){
if(data69.cc !== undefined){
let data70 = data69.cc;
if(typeof data70 === "string"){
if(func2(data70) > 3){
const err163 = {instancePath:instancePath+"/workPhone/cc",schemaPath:"#/components/schemas/PhoneDetails/properties/cc/maxLength",keyword:"maxLength",params:{limit: 3},message:"must NOT have more than 3 characters"};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
if(func2(data70) < 1){
const err164 = {instancePath:instancePath+"/workPhone/cc",schemaPath:"#/components/schemas/PhoneDetails/properties/cc/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
if(!pattern9.test(data70)){
const err165 = {instancePath:instancePath+"/workPhone/cc",schemaPath:"#/components/schemas/PhoneDetails/properties/cc/pattern",keyword:"pattern",params:{pattern: "^\\d{1,3}$"},message:"must match pattern \""+"^\\d{1,3}$"+"\""};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
}
else {
const err166 = {instancePath:instancePath+"/workPhone/cc",schemaPath:"#/components/schemas/PhoneDetails/properties/cc/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
}
if(data69.subscriber !== undefined){
let data71 = data69.subscriber;
if(typeof data71 === "string"){
if(func2(data71) > 15){
const err167 = {instancePath:instancePath+"/workPhone/subscriber",schemaPath:"#/components/schemas/PhoneDetails/properties/subscriber/maxLength",keyword:"maxLength",params:{limit: 15},message:"must NOT have more than 15 characters"};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
if(func2(data71) < 1){
const err168 = {instancePath:instancePath+"/workPhone/subscriber",schemaPath:"#/components/schemas/PhoneDetails/properties/subscriber/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
if(!pattern10.test(data71)){
const err169 = {instancePath:instancePath+"/workPhone/subscriber",schemaPath:"#/components/schemas/PhoneDetails/properties/subscriber/pattern",keyword:"pattern",params:{pattern: "^\\d{1,15}$"},message:"must match pattern \""+"^\\d{1,15}$"+"\""};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
}
else {
const err170 = {instancePath:instancePath+"/workPhone/subscriber",schemaPath:"#/components/schemas/PhoneDetails/properties/subscriber/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
}
}
else {
const err171 = {instancePath:instancePath+"/workPhone",schemaPath:"#/components/schemas/PhoneDetails/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
}
if(data.accountDetails !== undefined){
let data72 = data.accountDetails;
if(data72 && typeof data72 == "object" && !Array.isArray(data72)){
if(data72.accountNumber !== undefined){
let data73 = data72.accountNumber;
if(typeof data73 === "string"){
if(func2(data73) > 19){
const err172 = {instancePath:instancePath+"/accountDetails/accountNumber",schemaPath:"#/components/schemas/AccountDetails/properties/accountNumber/maxLength",keyword:"maxLength",params:{limit: 19},message:"must NOT have more than 19 characters"};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
if(func2(data73) < 13){
const err173 = {instancePath:instancePath+"/accountDetails/accountNumber",schemaPath:"#/components/schemas/AccountDetails/properties/accountNumber/minLength",keyword:"minLength",params:{limit: 13},message:"must NOT have fewer than 13 characters"};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
}
else {
const err174 = {instancePath:instancePath+"/accountDetails/accountNumber",schemaPath:"#/components/schemas/AccountDetails/properties/accountNumber/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
}
if(data72.cardLast4 !== undefined){
let data74 = data72.cardLast4;
if(typeof data74 === "string"){
if(func2(data74) > 4){
const err175 = {instancePath:instancePath+"/accountDetails/cardLast4",schemaPath:"#/components/schemas/AccountDetails/properties/cardLast4/maxLength",keyword:"maxLength",params:{limit: 4},message:"must NOT have more than 4 characters"};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
if(func2(data74) < 4){
const err176 = {instancePath:instancePath+"/accountDetails/cardLast4",schemaPath:"#/components/schemas/AccountDetails/properties/cardLast4/minLength",keyword:"minLength",params:{limit: 4},message:"must NOT have fewer than 4 characters"};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
if(!pattern4.test(data74)){
const err177 = {instancePath:instancePath+"/accountDetails/cardLast4",schemaPath:"#/components/schemas/AccountDetails/properties/cardLast4/pattern",keyword:"pattern",params:{pattern: "^\\d{4}$"},message:"must match pattern \""+"^\\d{4}$"+"\""};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
}
else {
const err178 = {instancePath:instancePath+"/accountDetails/cardLast4",schemaPath:"#/components/schemas/AccountDetails/properties/cardLast4/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
}
if(data72.cardExpiryDate !== undefined){
let data75 = data72.cardExpiryDate;
if(typeof data75 === "string"){
if(func2(data75) > 4){
const err179 = {instancePath:instancePath+"/accountDetails/cardExpiryDate",schemaPath:"#/components/schemas/AccountDetails/properties/cardExpiryDate/maxLength",keyword:"maxLength",params:{limit: 4},message:"must NOT have more than 4 characters"};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
if(func2(data75) < 4){
const err180 = {instancePath:instancePath+"/accountDetails/cardExpiryDate",schemaPath:"#/components/schemas/AccountDetails/properties/cardExpiryDate/minLength",keyword:"minLength",params:{limit: 4},message:"must NOT have fewer than 4 characters"};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
if(!pattern4.test(data75)){
const err181 = {instancePath:instancePath+"/accountDetails/cardExpiryDate",schemaPath:"#/components/schemas/AccountDetails/properties/cardExpiryDate/pattern",keyword:"pattern",params:{pattern: "^\\d{4}$"},message:"must match pattern \""+"^\\d{4}$"+"\""};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
}
else {
const err182 = {instancePath:instancePath+"/accountDetails/cardExpiryDate",schemaPath:"#/components/schemas/AccountDetails/properties/cardExpiryDate/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
}
if(data72.cardBin !== undefined){
let data76 = data72.cardBin;
if(typeof data76 === "string"){
if(func2(data76) > 8){
const err183 = {instancePath:instancePath+"/accountDetails/cardBin",schemaPath:"#/components/schemas/AccountDetails/properties/cardBin/maxLength",keyword:"maxLength",params:{limit: 8},message:"must NOT have more than 8 characters"};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
if(func2(data76) < 4){
const err184 = {instancePath:instancePath+"/accountDetails/cardBin",schemaPath:"#/components/schemas/AccountDetails/properties/cardBin/minLength",keyword:"minLength",params:{limit: 4},message:"must NOT have fewer than 4 characters"};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
}
else {
const err185 = {instancePath:instancePath+"/accountDetails/cardBin",schemaPath:"#/components/schemas/AccountDetails/properties/cardBin/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
}
}
else {
const err186 = {instancePath:instancePath+"/accountDetails",schemaPath:"#/components/schemas/AccountDetails/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
}
}
else {
const err187 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
validate12.errors = vErrors;
return errors === 0;
}


function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(validate12(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate12.errors : vErrors.concat(validate12.errors);
errors = vErrors.length;
}
validate10.errors = vErrors;
return errors === 0;
}
