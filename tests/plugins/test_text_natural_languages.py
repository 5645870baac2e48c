"""plugins/text/natural languages.py: which natural language prose is in, and how it is cut."""

import pytest
from making import read
from rulekit_plugins.text.natural_languages import NATURAL_LANGUAGES, SAMPLE, tell
from rulekit_plugins.text.stop_words import STOP_WORDS

from rulekit.core.document import Document

# One paragraph of our own in each.
TOLD = {
    "ar": "هذا البرنامج يقرأ الملفات ويقرر أي منها يستحق البقاء في المجموعة",
    "de": "Das Programm liest die Dateien und sagt, welche davon in der Sammlung bleiben.",
    "el": "Το πρόγραμμα διαβάζει τα αρχεία και λέει ποια από αυτά μένουν στη συλλογή",
    "en": "The program reads the files and says which of them stay in the collection and why.",
    "es": "El programa lee los archivos y dice cuáles se quedan en la colección y por qué.",
    "fr": "Le programme lit les fichiers et dit lesquels restent dans la collection et pourquoi.",
    "he": "התוכנה קוראת את הקבצים ואומרת אילו מהם נשארים באוסף ומדוע",
    "hi": "यह प्रोग्राम फ़ाइलें पढ़ता है और बताता है कि कौन सी संग्रह में रहती हैं",
    "id": "Program ini membaca berkas dan mengatakan mana yang tetap ada di dalam koleksi.",
    "it": "Il programma legge i file e dice quali di questi restano nella raccolta e perché.",
    "ja": "このプログラムはファイルを読み、どれを残すかを決めて、その理由を示します。",
    "ko": "이 프로그램은 파일을 읽고 어떤 파일이 남는지 그리고 그 이유를 말합니다",
    "nl": "Het programma leest de bestanden en zegt welke van hen in de verzameling blijven.",
    "pl": "Program czyta pliki i mówi, które z nich są w zbiorze, a także dlaczego tak jest.",
    "pt": "O programa lê os arquivos e diz quais deles ficam na coleção e por que isso não muda.",
    "ru": "Программа читает файлы и говорит, какие из них остаются в собрании и почему это так.",
    "th": "โปรแกรมนี้อ่านไฟล์และบอกว่าไฟล์ใดควรอยู่ในชุดข้อมูล",
    "tr": "Bu program dosyaları okur ve hangilerinin kaldığını söyler, çünkü bu daha iyi.",
    "uk": "Програма читає файли і каже, які з них залишаються у збірці та чому це так.",
    "vi": "Chương trình này đọc các tệp và cho biết những tệp nào được giữ lại trong bộ sưu tập.",
    "zh": "这个程序读取文件，决定哪些文件留在语料里，并说明原因。",
}  # fmt: skip
CHINESE = "我们来到北京清华大学，研究程序语言。"


def prose(text: str) -> Document:
    return Document("a.md", text, "markdown", "prose", natural_language=NATURAL_LANGUAGES.of(text))


@pytest.mark.parametrize(
    "natural_language", [natural_language.id for natural_language in NATURAL_LANGUAGES.known]
)
def test_a_natural_language_is_told(natural_language):
    assert natural_language == tell(TOLD[natural_language])


@pytest.mark.parametrize(
    "text", ["", "12 34 56", "aardvark abacus abandon abase abash", "# API\n\n- `foo`\n- `bar`\n"]
)
def test_too_little_tells_nothing(text):
    assert tell(text) == ""


def test_code_links_and_tags_are_in_no_natural_language():
    code = "```\nfor the of and is in to a that it\n```\n" * 20
    links = "[用](http://the.of/and/is/in/to) <a href='the of and'> `the of and is`\n" * 5
    assert [tell(code), tell(links + TOLD["zh"])] == ["", "zh"]


def test_the_natural_language_of_most_words_is_told():
    assert ["en", "zh"] == [tell(TOLD["en"] * 3 + TOLD["zh"]), tell(TOLD["en"] + TOLD["zh"] * 5)]


def test_only_the_beginning_is_looked_at():
    assert tell("." * SAMPLE + TOLD["en"]) == ""


def test_chinese_is_cut_into_words():
    words = ["我们", "来到", "北京", "清华大学", "研究", "程序语言"]
    assert words == prose(CHINESE).segmented_words


def test_japanese_is_cut_into_words():
    assert ["この", "プログラム", "は", "ファイル", "を", "読み"] == prose(
        TOLD["ja"]
    ).segmented_words[:6]


def test_stop_words_are_those_of_the_natural_language():
    shares = {
        one: read("text.stop_word_fraction", TOLD[one], language="markdown", kind="prose",
                  natural_language=NATURAL_LANGUAGES.of(TOLD[one]))
        for one in STOP_WORDS
    }  # fmt: skip
    assert min(shares.values()) > 0.15, shares
