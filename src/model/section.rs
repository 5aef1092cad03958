//! The kinds of section a profile has, and the headings that open them.

use serde::{Deserialize, Serialize};

use super::Span;

/// Makes [`SectionKind`] and its table of headings from one list, so that
/// neither can miss a kind.
macro_rules! section_kinds {
    ($($(#[$doc:meta])* $kind:ident: $name:literal $(| $heading:literal)*;)*) => {
        /// What a section is about.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord,
            Serialize, Deserialize,
        )]
        #[serde(rename_all = "lowercase")]
        pub enum SectionKind { $($(#[$doc])* $kind,)* }

        impl SectionKind {
            /// Every kind.
            pub const ALL: &[SectionKind] = &[$(SectionKind::$kind,)*];

            /// The name used in JSON, queries and messages.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(SectionKind::$kind => $name,)* }
            }

            /// Headings (lower case, marks stripped) that open such a
            /// section; a longer heading may hold one of them.
            #[must_use]
            pub fn headings(self) -> &'static [&'static str] {
                match self { $(SectionKind::$kind => &[$($heading,)*],)* }
            }
        }
    };
}

section_kinds! {
    /// Name, address, links: what stands above the first heading.
    Contact: "contact" | "contact" | "contact information"
        | "contact details" | "personal information" | "personal details"
        | "personal data" | "coordonnées" | "kontakt" | "联系方式" | "个人信息"
        | "基本信息" | "address" | "general information"
        | "基本情報" | "datos personales" | "identificação"
        | "основная информация"
        | "contacto" | "datos de contacto" | "información de contacto"
        | "informations personnelles" | "état civil" | "persönliche daten"
        | "anschrift" | "contatti" | "dati personali" | "contatto"
        | "dados pessoais" | "contatos" | "informazioni personali";
    /// Prose about the person.
    About: "about" | "about" | "about me" | "biography" | "bio"
        | "short bio" | "short biography" | "biographical sketch" | "summary"
        | "profile" | "overview" | "introduction" | "research summary"
        | "research statement" | "professional summary" | "objective"
        | "career summary" | "who am i" | "个人简介" | "简介" | "à propos"
        | "welcome" | "research overview" | "home"
        | "personal statement"
        | "présentation" | "biographie" | "profil" | "sobre mí" | "biografía"
        | "presentación" | "semblanza" | "über mich" | "zur person"
        | "kurzbiographie" | "kurzbiografie" | "chi sono" | "biografia"
        | "profilo" | "sobre mim" | "apresentação" | "resumen" | "kurzprofil";
    /// What the person works on.
    Interests: "interests" | "research interests" | "research interest"
        | "interests" | "research areas" | "research area" | "areas of interest"
        | "fields of interest" | "fields" | "research fields" | "research topics"
        | "research focus" | "current focus" | "research themes" | "areas of specialization"
        | "areas of expertise" | "expertise" | "keywords" | "specialties"
        | "interessi di ricerca" | "intereses de investigación"
        | "líneas de investigación" | "interesses de pesquisa"
        | "aree di ricerca" | "intérêts de recherche" | "domaines de recherche"
        | "domaines d'intérêt" | "forschungsgebiete" | "arbeitsgebiete"
        | "áreas de investigación" | "temas de investigación"
        | "centres d'intérêt" | "thèmes de recherche" | "forschungsinteressen"
        | "forschungsschwerpunkte" | "研究方向" | "研究兴趣" | "研究领域"
        | "research directions" | "current research" | "my research"
        | "research and teaching interests" | "topics" | "research fields of interest"
        | "primary fields" | "secondary fields"
        | "研究キーワード" | "研究分野" | "研究テーマ" | "研究領域" | "연구분야" | "연구 분야" | "관심분야"
        | "관심 분야" | "научные интересы" | "область научных интересов"
        | "zainteresowania badawcze" | "zainteresowania naukowe"
        | "araştırma alanları" | "çalışma alanları" | "forskningsinteresser"
        | "onderzoeksinteresses" | "áreas de interesse"
        | "areas of specialisation" | "area of specialization"
        | "area of specialisation"
        | "fields of specialization" | "fields of specialisation"
        | "areas of research" | "area of research" | "areas of concentration"
        | "areas of research interest" | "scientific interests"
        | "academic interests" | "mathematical interests"
        | "science interests" | "what i study" | "what i research"
        | "professional interests" | "philosophical interests"
        | "scholarly interests" | "area of expertise" | "research expertise"
        | "research specialties" | "primary interests"
        | "secondary interests" | "teaching and research interests"
        | "domaines de compétence" | "domaines de spécialité" | "spécialités"
        | "intérêts scientifiques" | "especialidad"
        | "especialidades" | "forschungsthemen"
        | "forschungsfelder" | "forschungsbereiche" | "arbeitsschwerpunkte"
        | "arbeitsbereiche" | "themenschwerpunkte" | "interessenschwerpunkte"
        | "interessengebiete" | "áreas de investigação" | "interesses"
        | "intereses" | "interessi" | "interesser" | "専門" | "専門分野"
        | "キーワード" | "興味" | "研究興味" | "专业方向"
        | "aos" | "aoc" | "areas of competence" | "area of competence"
        | "specialization" | "specializations" | "specialisation"
        | "specialisations";
    /// What the person wrote.
    Publications: "publications" | "publications" | "publication"
        | "selected publications" | "publication list" | "list of publications"
        | "refereed publications" | "peer-reviewed publications"
        | "refereed" | "peer-reviewed" | "peer reviewed"
        | "journal articles" | "journal papers" | "journal publications"
        | "journals" | "conference papers" | "conference publications"
        | "conference proceedings" | "conferences" | "proceedings"
        | "preprints" | "working papers" | "working paper" | "papers"
        | "articles" | "research papers" | "job market paper"
        | "work in progress" | "works in progress" | "in review" | "under review"
        | "ongoing work" | "ongoing works" | "ongoing papers"
        | "journalism" | "blog posts" | "blogposts" | "technical notes"
        | "published research" | "published and forthcoming"
        | "papers by topic" | "comments and replies" | "zeitschriftenartikel"
        | "beiträge in sammelbänden" | "rezensionen" | "actes de colloques"
        | "prépublications" | "contributi in volume"
        | "in prep" | "papers in progress" | "in progress" | "drafts"
        | "submitted" | "accepted" | "manuscripts" | "books" | "book chapters"
        | "chapters" | "theses" | "patents" | "technical reports" | "technical documents"
        | "thesis and dissertation" | "theses and dissertation"
        | "workshop papers" | "bibliography" | "scientific publications"
        | "research articles" | "published papers" | "publications and preprints"
        | "articles in journals" | "articles in refereed journals"
        | "book contributions" | "contributions to books"
        | "contributions to edited volumes" | "contributions to proceedings"
        | "edited volumes" | "in preparation"
        | "published work" | "selected papers" | "recent publications"
        | "representative publications" | "veröffentlichungen"
        | "publikationen" | "publikationsliste" | "schriften" | "travaux"
        | "publicações" | "publicaciones seleccionadas" | "artículos"
        | "ausgewählte publikationen" | "ausgewählte veröffentlichungen"
        | "publications choisies" | "articoli" | "publikationsverzeichnis"
        | "schriftenverzeichnis" | "atti di convegno" | "aufsätze"
        | "articles de revue" | "pubblicazioni" | "publicaciones"
        | "发表论文" | "论文" | "学术论文" | "代表性论文" | "出版物" | "著作"
        | "发表文章" | "学术成果" | "科研成果" | "代表作" | "research output" | "scholarly work" | "dissertation"
        | "refereed journal articles" | "peer reviewed articles"
        | "publications in refereed journals" | "academic publications"
        | "policy papers" | "reports" | "other publications" | "other writing"
        | "popular writing" | "non-refereed publications" | "editorial"
        | "book reviews" | "invited papers" | "extended abstracts"
        | "peer reviewed conferences" | "peer reviewed journals"
        | "revise and resubmit" | "accepted papers" | "forthcoming"
        | "in press" | "to appear" | "submitted papers" | "research paper"
        | "products" | "works" | "products most closely related"
        | "other significant products" | "contributions to science"
        | "original research articles" | "bibliographie"
        | "article dans une revue" | "articles dans une revue"
        | "articles dans des revues" | "communication dans un congrès"
        | "communications dans un congrès"
        | "pré-publication, document de travail" | "chapitre d'ouvrage"
        | "chapitres d'ouvrage" | "chapitres d'ouvrages" | "ouvrages"
        | "thèse" | "monographien" | "herausgeberschaften" | "monografie"
        | "libros" | "capítulos de libro" | "publicación" | "patentes"
        | "llibres" | "publicacions" | "capítols de llibre"
        | "produção bibliográfica"
        | "artigos completos publicados em periódicos" | "artigos"
        | "capítulos de livros publicados" | "capítulos de livros" | "livros"
        | "trabalhos completos publicados em anais de congressos"
        | "trabalhos em anais de congressos" | "论文成果" | "代表论文" | "期刊论文"
        | "会议论文" | "主要论文" | "主要论著" | "论著" | "学位论文" | "专利" | "专著" | "論文"
        | "研究論文" | "学術論文" | "原著論文" | "査読付き論文" | "査読付論文" | "主要論文" | "研究業績"
        | "業績" | "発表論文" | "国内会議" | "著書" | "書籍等出版物" | "国際会議" | "特許" | "期刊論文" | "會議論文" | "研討會論文"
        | "專書" | "논문" | "연구논문" | "연구 논문" | "학술논문" | "학술 논문" | "주요논문"
        | "주요 논문" | "논문 목록" | "국제학술지" | "국내학술지" | "연구실적" | "연구 실적" | "저서"
        | "특허" | "출판물" | "список публикаций" | "публикации"
        | "научные публикации" | "основные публикации"
        | "избранные публикации" | "статьи" | "монографии" | "патенты"
        | "список научных трудов" | "научные труды" | "публікації"
        | "список публікацій" | "wykaz publikacji" | "publikacje"
        | "lista publikacji" | "wybrane publikacje" | "artykuły"
        | "rozdziały w monografiach" | "publikace" | "seznam publikací"
        | "vybrané publikace" | "članki" | "publikacije" | "publikációk"
        | "publikációs lista" | "publicații" | "listă de publicații"
        | "lista publicațiilor" | "yayınlar" | "yayın listesi" | "yayınları"
        | "makaleler" | "bildiriler" | "kitaplar" | "yayınlanan makaleler"
        | "yazılan kitaplar" | "bildiri kitabında basılan bildiriler"
        | "publikasjoner" | "publikasjonsliste" | "vitenskapelig artikkel"
        | "vitenskapelige artikler" | "vitenskapelig kapittel"
        | "doktorgradsavhandling" | "publikationer" | "publikationslista"
        | "vetenskapliga artiklar"
        | "artiklar" | "julkaisut" | "julkaisuluettelo" | "publicaties"
        | "publicatielijst" | "lijst van publicaties"
        | "wetenschappelijke publicaties" | "artikelen" | "boeken"
        | "δημοσιεύσεις" | "פרסומים" | "المنشورات" | "publikasi" | "các công trình đã công bố" | "công trình đã công bố" | "danh mục công trình khoa học"
        | "book project" | "book projects" | "selected work" | "recent work"
        | "popular press" | "notes and comments"
        | "documentos de trabajo" | "documents de travail"
        | "document de travail" | "diskussionspapiere" | "arbeitspapiere"
        | "textos para discussão" | "contributi in riviste"
        | "contributi in atti di convegno" | "articoli su rivista";
    /// Degrees.
    Education: "education" | "education" | "academic background"
        | "educational background" | "education and training" | "studies"
        | "academic qualifications" | "qualifications" | "degrees"
        | "formation" | "formación" | "istruzione" | "formación académica"
        | "ausbildung" | "bildung" | "studium" | "formazione"
        | "educación" | "教育背景" | "教育经历" | "学历" | "education background"
        | "academic education" | "cursus"
        | "professional preparation" | "formação acadêmica"
        | "formação acadêmica/titulação" | "formació" | "formació acadèmica"
        | "学歴" | "학력" | "學歷" | "образование" | "wykształcenie" | "vzdělání"
        | "öğrenim durumu" | "eğitim" | "utdanning" | "utbildning"
        | "uddannelse" | "koulutus" | "opleiding" | "studii" | "edukacja"
        | "diplômes" | "diplômes et formation" | "études"
        | "études supérieures" | "titres universitaires" | "titres et diplômes"
        | "parcours universitaire" | "formation universitaire"
        | "formation académique" | "formations" | "scolarité" | "estudios"
        | "estudios realizados" | "estudios universitarios" | "títulos"
        | "títulos académicos" | "titulación" | "titulaciones"
        | "formación universitaria" | "akademischer werdegang" | "schulbildung"
        | "akademische ausbildung" | "studienabschlüsse" | "titoli di studio"
        | "studi" | "formação" | "escolaridade" | "titulação" | "educação"
        | "graus académicos" | "diplomas"
        | "academic training" | "postdoctoral training";
    /// Posts held.
    Positions: "positions" | "positions" | "appointments" | "employment"
        | "experience" | "work experience" | "professional experience"
        | "research experience" | "academic positions" | "academic appointments"
        | "academic experience" | "industry experience" | "employment history"
        | "current position" | "current positions" | "previous positions"
        | "positions held" | "professional appointments" | "career"
        | "career history" | "work history" | "professional history"
        | "internships" | "internship" | "research positions" | "work"
        | "research visits" | "visiting positions" | "visits"
        | "professional positions" | "experiencia"
        | "experiencia profesional" | "esperienza" | "esperienze"
        | "esperienza professionale" | "expérience professionnelle"
        | "expériences" | "expérience" | "berufserfahrung" | "werdegang"
        | "beruflicher werdegang" | "工作经历" | "研究经历" | "实习经历"
        | "experiences" | "academic career" | "professional background"
        | "industrial experience" | "research appointments"
        | "affiliations" | "other affiliations"
        | "positions and honors"
        | "positions, scientific appointments, and honors"
        | "situación profesional actual" | "atuação profissional"
        | "experiência profissional" | "経歴" | "職歴" | "略歴" | "경력" | "주요경력"
        | "주요 경력" | "經歷" | "опыт работы" | "doświadczenie zawodowe"
        | "zatrudnienie" | "iş deneyimi" | "akademik görevler"
        | "arbeidserfaring" | "arbetslivserfarenhet" | "werkervaring"
        | "appointment" | "appointments held"
        | "parcours professionnel" | "parcours académique" | "parcours"
        | "carrière" | "postes occupés" | "fonctions" | "fonctions occupées"
        | "poste actuel" | "situation actuelle" | "trayectoria académica"
        | "trayectoria profesional" | "trayectoria" | "cargos"
        | "cargos desempeñados" | "puestos" | "carrera académica"
        | "cargo actual" | "posición actual" | "puesto actual"
        | "berufliche stationen" | "akademische stationen" | "berufstätigkeit"
        | "beruflicher hintergrund" | "anstellungen" | "aktuelle position"
        | "posizioni" | "posizioni ricoperte" | "posizione attuale"
        | "carriera" | "carriera accademica" | "experiência acadêmica"
        | "experiência académica" | "experiência" | "percurso profissional"
        | "percurso académico" | "posição atual" | "atividades profissionais"
        | "current appointment" | "current appointments";
    /// Prizes, scholarships, honours.
    Awards: "awards" | "awards" | "honors" | "honours" | "awards and honors"
        | "honors and awards" | "honours and awards" | "prizes" | "fellowships"
        | "scholarships" | "distinctions" | "recognition" | "achievements"
        | "project impact and recognition" | "academic awards"
        | "awards and scholarships" | "awards and fellowships"
        | "honors and fellowships" | "scholarships and awards"
        | "awards and distinctions" | "prix" | "auszeichnungen" | "preise"
        | "premios" | "becas" | "becas y premios" | "distinctions et prix"
        | "premi" | "学术荣誉" | "获奖情况" | "荣誉奖项" | "奖励荣誉" | "荣誉" | "获奖"
        | "awards and grants" | "impact" | "awards and recognition"
        | "academic honors" | "honors and scholarships" | "select awards"
        | "fellowships and awards" | "competitions"
        | "受賞" | "受賞歴" | "수상" | "수상경력" | "수상 경력" | "награды" | "nagrody"
        | "nagrody i wyróżnienia" | "ödüller" | "prêmios"
        | "prêmios e títulos" | "premios y distinciones" | "premis"
        | "bourses" | "récompenses" | "bourses et distinctions"
        | "reconocimientos" | "distinciones" | "becas y ayudas" | "stipendien"
        | "stipendien und auszeichnungen" | "riconoscimenti"
        | "borse di studio" | "premi e borse" | "bolsas" | "distinções"
        | "prémios" | "bolsas e prémios";
    /// Grants held.
    Funding: "funding" | "funding" | "grants" | "research grants"
        | "research funding" | "funded projects" | "drittmittel"
        | "grants and funding" | "external funding" | "financement"
        | "科研项目" | "grants and fellowships" | "sponsored projects"
        | "proyectos" | "proyectos de investigación" | "共同研究・競争的資金等の研究課題"
        | "sponsored research" | "연구과제" | "гранты" | "granty" | "projeler"
        | "funded research"
        | "financements" | "financement de la recherche" | "financiación"
        | "ayudas" | "drittmittelprojekte" | "eingeworbene drittmittel"
        | "förderungen" | "finanziamenti" | "financiamento"
        | "research support";
    /// Talks given.
    Talks: "talks" | "talks" | "talk" | "invited talks" | "presentations"
        | "conference presentations" | "invited presentations" | "seminars"
        | "invited seminars" | "keynotes" | "lectures" | "invited lectures"
        | "tutorials" | "conference talks" | "contributed talks" | "posters"
        | "conference contributions" | "contributions" | "abstracts"
        | "conference abstracts" | "poster presentations" | "talks and presentations" | "speaking"
        | "talks and posters" | "communications" | "vorträge"
        | "ponencias" | "charlas" | "presentazioni" | "relazioni"
        | "interventi" | "conferencias" | "communications orales"
        | "présentations" | "exposés" | "学术报告" | "报告"
        | "seminar and conference presentations" | "oral presentations"
        | "conferences and seminars" | "conferences and workshops"
        | "conference participation" | "seminars and conferences"
        | "selected talks" | "workshops and conferences" | "plenary talks"
        | "congresos" | "講演・口頭発表等" | "口頭発表" | "講演" | "学会発表" | "국제학회 발표"
        | "국내학회 발표" | "학회발표" | "학회 발표" | "학술발표" | "доклады" | "wystąpienia"
        | "referaty" | "wystąpienia konferencyjne"
        | "apresentações de trabalho" | "vitenskapelig foredrag" | "foredrag"
        | "presentasjoner" | "lezingen" | "relazioni a convegni"
        | "papers presented" | "conference papers presented"
        | "conference posters" | "congress presentations"
        | "communications orales et affichées" | "guest lectures"
        | "guest lecture" | "lectures and workshops" | "colloquia"
        | "exposes" | "vortraege" | "presentationer" | "föredrag"
        | "invited colloquia" | "panels" | "panel discussions"
        | "keynote addresses" | "keynote lectures" | "invited addresses"
        | "conferences attended" | "poster sessions" | "public lectures"
        | "webinars" | "discussant" | "discussions"
        | "conference discussions" | "symposia" | "conférences invitées"
        | "presentaciones" | "comunicaciones" | "congressos"
        | "apresentações" | "präsentationen" | "presentations/posters"
        | "posters and presentations"
        | "conférences et séminaires" | "séminaires"
        | "séminaires et conférences" | "interventions" | "colloques"
        | "colloques et conférences" | "seminarios"
        | "participación en congresos" | "conferencias y seminarios"
        | "ponencias invitadas" | "konferenzvorträge" | "tagungsvorträge"
        | "partecipazione a convegni" | "seminari" | "convegni"
        | "convegni e seminari" | "comunicações" | "comunicações orais"
        | "palestras" | "participação em eventos" | "conferências";
    /// Courses taught.
    Teaching: "teaching" | "teaching" | "teaching experience" | "courses"
        | "courses taught" | "teaching assistant" | "teaching assistantships"
        | "lecturing" | "instruction" | "enseignement" | "enseignements"
        | "docencia" | "insegnamento" | "lehrerfahrung"
        | "lehre" | "lehrveranstaltungen" | "didattica" | "教学" | "授课"
        | "教学经历" | "教学工作" | "teaching interests" | "coursework"
        | "course instructor" | "lab instructor" | "workshops taught"
        | "teaching activities" | "teaching and mentoring" | "relevant coursework"
        | "担当経験のある科目" | "강의" | "преподавание" | "dydaktyka"
        | "verdiği dersler" | "undervisning" | "onderwijs" | "ensino"
        | "cours" | "cours dispensés" | "activités d'enseignement"
        | "activité d'enseignement" | "activités pédagogiques"
        | "expérience d'enseignement" | "expérience en enseignement"
        | "experiencia docente" | "actividad docente" | "actividades docentes"
        | "cursos" | "cursos impartidos" | "asignaturas"
        | "asignaturas impartidas" | "lehrtätigkeit" | "lehrtätigkeiten"
        | "lehre und betreuung" | "corsi" | "attività di insegnamento"
        | "esperienza didattica" | "atividades docentes" | "docência"
        | "experiência docente" | "disciplinas" | "disciplinas lecionadas"
        | "instructor of record" | "course development"
        | "curriculum development" | "pedagogy";
    /// People advised.
    Students: "students" | "students" | "advising" | "mentoring"
        | "mentorship" | "advising and mentorship" | "supervision"
        | "student supervision" | "phd students" | "graduate students"
        | "advisees" | "group members" | "research group" | "team" | "group"
        | "my group" | "thesis supervision" | "students supervised" | "encadrement"
        | "betreuung" | "current students" | "former students" | "alumni"
        | "supervised theses" | "master students" | "supervised students" | "postdocs"
        | "doctoral students" | "people" | "指导学生" | "学生" | "our team"
        | "theses supervised" | "master theses" | "thesis committees"
        | "theses advised" | "advised theses" | "student theses"
        | "students theses" | "abschlussarbeiten"
        | "former group members" | "lab members" | "undergraduate students"
        | "orientações" | "orientações e supervisões"
        | "orientações e supervisões concluídas" | "opieka naukowa"
        | "dirección de tesis" | "tesis dirigidas"
        | "tesis doctorales dirigidas" | "dirección de trabajos"
        | "trabajos dirigidos" | "encadrements" | "encadrement de thèses"
        | "direction de thèses" | "direction de travaux" | "thèses encadrées"
        | "thèses dirigées" | "betreute arbeiten"
        | "betreute abschlussarbeiten" | "betreute dissertationen"
        | "betreuung von abschlussarbeiten" | "tesi seguite"
        | "supervisione tesi" | "supervisione di tesi" | "orientação"
        | "teses orientadas" | "doctorandos" | "doctorants" | "doktoranden"
        | "équipe";
    /// Reviewing, committees, organisation.
    Service: "service" | "service" | "services" | "professional services"
        | "professional service" | "academic service" | "academic services"
        | "professional activities" | "reviewing" | "reviewer" | "referee"
        | "refereeing" | "editorial boards" | "editorial service"
        | "program committees" | "program committee" | "memberships"
        | "professional memberships" | "committees" | "community service"
        | "outreach" | "organization" | "activities" | "academic activities"
        | "editorial activities" | "peer review" | "review activities"
        | "journal reviewer" | "conference reviewer" | "professional affiliations"
        | "volunteering" | "leadership" | "responsibilities" | "gutachtertätigkeit"
        | "responsabilités" | "学术任职" | "学术服务" | "社会服务" | "学术兼职" | "社会兼职"
        | "service to the profession" | "service to the community"
        | "conference organization" | "workshop organization"
        | "administrative responsibilities" | "university service"
        | "scientific responsibilities" | "extracurricular activities"
        | "editorial work" | "organized events" | "events"
        | "organization of conferences" | "workshops organized"
        | "events organized" | "conferences organized"
        | "synergistic activities" | "所属学協会" | "委員歴" | "학회활동"
        | "activités éditoriales" | "activités collectives"
        | "responsabilités administratives" | "responsabilités collectives"
        | "responsabilités scientifiques" | "expertises"
        | "évaluation scientifique" | "gestión académica"
        | "gestión universitaria" | "gestión" | "cargos de gestión"
        | "actividades editoriales" | "comités" | "evaluación"
        | "evaluación científica" | "gremien" | "gremienarbeit"
        | "gremientätigkeit" | "mitgliedschaften"
        | "akademische selbstverwaltung" | "gutachtertätigkeiten" | "gutachten"
        | "incarichi" | "incarichi istituzionali" | "attività editoriale"
        | "attività editoriali" | "attività di revisione" | "affiliazioni"
        | "serviço" | "atividades editoriais" | "organização de eventos"
        | "organisation de colloques" | "organisation de conférences"
        | "organización de eventos" | "organización de congresos"
        | "organisation von tagungen" | "organizzazione di convegni";
    /// Projects and software.
    Projects: "projects" | "projects" | "research projects"
        | "selected projects" | "software" | "open source"
        | "open-source software" | "open source projects" | "code" | "datasets"
        | "projets" | "projekte" | "项目经历" | "项目" | "side projects"
        | "personal projects" | "systems" | "demos" | "software and data"
        | "software products" | "software packages" | "software releases"
        | "software contributions" | "research software"
        | "research" | "research activities" | "current projects"
        | "research highlights" | "academic projects" | "ongoing projects"
        | "projets de recherche" | "forschungsprojekte" | "progetti"
        | "progetti di ricerca" | "projetos" | "projetos de pesquisa"
        | "projetos de investigação" | "recherche" | "recherches"
        | "investigación" | "forschung" | "ricerca" | "pesquisa";
    /// News items.
    News: "news" | "news" | "recent news" | "latest news" | "updates"
        | "announcements" | "what's new" | "highlights" | "aktuelles"
        | "actualités" | "最新动态" | "新闻" | "press" | "media" | "in the media"
        | "media coverage" | "press coverage" | "blog" | "recent activities"
        | "recent posts" | "latest posts" | "upcoming" | "changelog"
        | "media appearances" | "podcasts"
        | "noticias" | "neuigkeiten" | "notizie" | "novità" | "notícias";
    /// Languages and tools the person masters.
    Skills: "skills" | "skills" | "technical skills" | "languages"
        | "programming" | "programming languages" | "computer skills"
        | "language skills" | "software skills" | "compétences" | "langues"
        | "kenntnisse" | "sprachen" | "技能" | "专业技能" | "语言"
        | "technologies" | "certifications" | "certificates" | "tools"
        | "technical strengths" | "languages and skills" | "skills and languages"
        | "programming skills" | "it skills" | "hobbies" | "personal interests"
        | "certificate" | "language"
        | "compétences informatiques" | "compétences techniques"
        | "competencias" | "habilidades" | "conocimientos informáticos"
        | "edv-kenntnisse" | "it-kenntnisse" | "fähigkeiten" | "competenze"
        | "competenze tecniche" | "competenze informatiche" | "competências"
        | "conhecimentos" | "logiciels" | "idiomas" | "sprachkenntnisse"
        | "lingue" | "lingue straniere" | "línguas" | "loisirs" | "aficiones"
        | "hobby" | "interesses pessoais";
    /// Referees.
    References: "references" | "references" | "referees"
        | "academic references" | "referenzen" | "référents" | "推荐人"
        | "références" | "referencias" | "referenze" | "referências"
        | "letters of recommendation";
    /// Anything else under a heading.
    Other: "other" | "other" | "miscellaneous" | "misc" | "additional information"
        | "links" | "personal" | "divers" | "sonstiges" | "其他"
        | "opportunities" | "openings" | "join us" | "prospective students"
        | "vacancies" | "further information" | "travel" | "notes" | "contents"
        | "table of contents" | "招生" | "招生信息" | "press releases" | "contact me"
        | "acknowledgements" | "disclaimer" | "declaration" | "legend";
}

/// A heading and the lines under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What it is about.
    pub kind: SectionKind,
    /// Whether the heading was recognised; otherwise `kind` is inherited
    /// from the section around it, or [`SectionKind::Other`].
    pub known: bool,
    /// The heading's words, where there is a heading.
    pub heading: Option<Span>,
    /// Depth of the heading, 1 being the highest; 0 without a heading.
    pub level: u8,
    /// Its lines, as a range of [`super::Document::lines`], without the
    /// heading's own.
    pub lines: std::ops::Range<usize>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_heading_opens_two_kinds_of_section() {
        let mut seen = std::collections::HashMap::new();
        for &kind in SectionKind::ALL {
            for heading in kind.headings() {
                let lower = heading.to_lowercase();
                assert_eq!(*heading, lower, "headings are lower case");
                if let Some(other) = seen.insert(lower, kind) {
                    panic!("{heading:?} opens {other:?} and {kind:?}");
                }
            }
        }
    }
}
