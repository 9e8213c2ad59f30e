"""The subjects of Swedish compulsory school, by their codes in the grade catalogue and in SCB's files.

Codes: Skolverket's syllabuses (Lgr22) and SCB's file specifications of 2025-12-10.
"""

from django.db import migrations

SUBJECTS = [
    ("BI", "Biologi", "Biology", "GRGRBIO01"),
    ("BL", "Bild", "Art", "GRGRBIL01"),
    ("EN", "Engelska", "English", "GRGRENG01"),
    ("FY", "Fysik", "Physics", "GRGRFYS01"),
    ("GE", "Geografi", "Geography", "GRGRGEO01"),
    ("HI", "Historia", "History", "GRGRHIS01"),
    ("HKK", "Hem- och konsumentkunskap", "Home and consumer studies", "GRGRHKK01"),
    ("IDH", "Idrott och hälsa", "Physical education and health", "GRGRIDR01"),
    ("KE", "Kemi", "Chemistry", "GRGRKEM01"),
    ("M1", "Moderna språk, skolans val", "Modern languages, school's choice", "GRGRMSP01"),
    ("M2", "Moderna språk, språkval", "Modern languages, pupil's choice", "GRGRMSP01"),
    ("MA", "Matematik", "Mathematics", "GRGRMAT01"),
    ("ML", "Modersmål", "Mother tongue", "GRGRMOD01"),
    ("MU", "Musik", "Music", "GRGRMUS01"),
    ("NO", "Naturorienterande ämnen", "Science, taught as one", ""),
    ("RE", "Religionskunskap", "Religion", "GRGRREL01"),
    ("SH", "Samhällskunskap", "Civics", "GRGRSAM01"),
    ("SL", "Slöjd", "Crafts", "GRGRSLJ01"),
    ("SO", "Samhällsorienterande ämnen", "Social studies, taught as one", ""),
    ("SV", "Svenska", "Swedish", "GRGRSVE01"),
    ("SVA", "Svenska som andraspråk", "Swedish as a second language", "GRGRSVA01"),
    ("TK", "Teknik", "Technology", "GRGRTEK01"),
    ("TN", "Teckenspråk för hörande", "Sign language for the hearing", "GRGRTSP01"),
]


def add_subjects(apps, schema_editor):
    subject = apps.get_model("people", "Subject")
    for code, name_sv, name_en, syllabus_code in SUBJECTS:
        subject.objects.update_or_create(
            code=code, defaults={"name_sv": name_sv, "name_en": name_en, "syllabus_code": syllabus_code}
        )


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(add_subjects, migrations.RunPython.noop, elidable=False)]
