/**
 * Given names and what their bearers are called. Each row is a family: its first word is the root, the
 * others are nicknames of it and spellings of the same name. Written for Whorl, from common usage in
 * English, Spanish, Portuguese, Italian, French, German and Slavic languages.
 *
 * A word stands in one row only, so a name has one root. Where a nickname serves several names as often
 * (`alex`, `sam`, `chris`), these share a row, women's and men's alike; otherwise it stands with the one
 * that most often bears it (`al` with `albert`). Names are only compared within one element: there a
 * match too many is mostly a relative, and one too few an honest customer.
 *
 * Spellings are folded as names are: lower case, no accents, Cyrillic as `any-ascii` writes it.
 */
const families: readonly string[] = [
  // English
  'aaron ron ronnie ronny ronald ronaldo',
  'abigail abby abbie abbey abbi gail gayle abbigail abigale',
  'abraham abe bram abram ibrahim',
  'adam ad adamek adas adamo',
  'adelaide addie addy adela adele adelheid heidi',
  'adrian ade adriano adrien adriana adrienne adrianna',
  'agnes aggie agnieszka aga nessie ines',
  'albert al bert bertie alberto albrecht elbert',
  'alan allan allen alain alun',
  'alexander alex alec alek sandy sandra alexandra alexandre alexandria alexa alexis lex lexi lexie sasha',
  'alfred alf alfie fred freddie freddy frederick frederic frederik fredrick friedrich fritz fredric',
  'alice ali allie ally alison allison alyson alicja alicia alisha',
  'amanda mandy manda amandine',
  'amelia amy amie millie milly emily emilia emilie em emmie emmy emilee',
  'andrew andy drew andre andreas andrea andres andrzej andrei andrey andriy andrej',
  'angela angie angelina angelica angelika angelo angel ange',
  'ann anne anna annie anny nan nancy hannah hanna ana anita annette anouk anya anka ania hania annika',
  'anthony tony antony antonio anton antoine toni antoni tonino tonio tonia antonia antonella toninho',
  'archibald archie arch baldie',
  'arnold arnie arno arnaud arnaldo',
  'arthur art artie arturo artur arturito',
  'ashley ash ashleigh ashlee ashton',
  'augustus gus august augustin augustine agustin gustav gustavo gustave tavo',
  'barbara barb barbie babs bobbie barbra barbora basia baska',
  'barnaby barney barnabas bernabe',
  'bartholomew bart barty bartolome bartolomeo bartosz bartek bartlomiej',
  'beatrice bea bee trixie beatrix beatriz bia trix',
  'benjamin ben benny benji benjy bennie benjamim',
  'bernard bernie bernhard bernardo bernd berny',
  'bethany beth bettany',
  'bradley brad bradford brady',
  'brandon bran brandan brendan brenden',
  'brenda bren brendie',
  'brian bryan bryon bri brianna breanna briana bryant',
  'bridget bridie bridgette brigid brigitte gitte biddy brigita brigida',
  'caleb cal cale',
  'calvin vin vinny calv',
  'cameron cam cammie camron',
  'candace candy candice candi',
  'caroline carol carrie caro carolyn carolina carole carolin lina line karoline karolina carola caz',
  'cassandra cass cassie cassy kassandra',
  'catherine cathy katherine kate katie kathy kat kathryn kitty kay katharine katarina katerina katrina',
  'cecilia cecily cece cissy cecil cecile cissie celia sissy',
  'charles charlie chuck chas chaz charley carlos karl carl carlo charlotte lottie carlotta charly',
  'chester chet ches',
  'christopher chris kris christine christina tina chrissy christian topher kit kristina kristin kristen',
  'claire clare clara klara chiara clarice clarissa',
  'clarence clancy clare-ence'.replace(' clare-ence', ''),
  'clifford cliff clifton',
  'clinton clint',
  'constance connie constanze costanza konstanze',
  'courtney court corny',
  'curtis curt kurt',
  'cynthia cindy cyndi cindi cindie cinthia cintia',
  'daniel dan danny dani danielle daniela daniele danni dany danila danya danilo danuta',
  'darren daz darryl daryl darrell darin darrin',
  'david dave davey davy davide dawid dudek davi',
  'deborah deb debbie debra debby debora debi',
  'dennis den denny denis denise denys dionisio',
  'derek del derrick deric rick-dirk dirk'.replace('rick-dirk ', ''),
  'diana di diane dianne dee deanna deana dina',
  'dominic dom nic-dom dominick dominique domenico domingo mimmo nico-d'.replace(/ \w+-\w+/g, ''),
];
