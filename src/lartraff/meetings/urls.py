"""Groups are formed and planned under groups/; what happens at a meeting is under meetings/."""

from django.urls import path

from lartraff.meetings.views import forming, minutes, planning, room, tasks

app_name = "meetings"
urlpatterns = [
    path("groups/new/", forming.form_group, name="form_group"),
    path("groups/new/dates/", forming.dates, name="dates"),
    path("groups/<int:pk>/about/", forming.describe, name="describe_group"),
    path("groups/<int:pk>/members/", forming.members, name="members"),
    path("groups/<int:pk>/close/", forming.close, name="close_group"),
    path("groups/<int:pk>/goal/", forming.goal, name="goal"),
    path("groups/<int:pk>/meetings/new/", planning.plan, name="plan"),
    path("meetings/<int:pk>/", planning.meeting, name="meeting"),
    path("meetings/<int:pk>/plan/", planning.replan, name="replan"),
    path("meetings/<int:pk>/cancel/", planning.cancel, name="cancel"),
    path("meetings/<int:pk>/room/plain/", room.room, name="room"),
    path("meetings/<int:pk>/room/where/", room.where, name="where"),
    path("meetings/<int:pk>/room/open/", room.open_room, name="open"),
    path("meetings/<int:pk>/room/present/", room.present, name="present"),
    path("meetings/<int:pk>/room/secretary/", room.secretary, name="secretary"),
    path("meetings/<int:pk>/room/go/", room.go, name="go"),
    path("meetings/<int:pk>/room/extend/", room.extend, name="extend"),
    path("meetings/<int:pk>/room/turn/", room.turn, name="turn"),
    path("meetings/<int:pk>/room/pass/", room.pass_on, name="pass"),
    path("meetings/<int:pk>/room/park/", room.park, name="park"),
    path("meetings/<int:pk>/room/leave/", room.leave, name="leave"),
    path("meetings/<int:pk>/room/resume/", room.resume, name="resume"),
    path("meetings/<int:pk>/room/decide/", room.decide, name="decide"),
    path("meetings/<int:pk>/room/task/", tasks.set_task, name="task"),
    path("meetings/<int:pk>/room/read-aloud/", room.read_aloud, name="read_aloud"),
    path("meetings/<int:pk>/room/close/", room.close, name="close"),
    path("items/<int:pk>/notes/", room.notes, name="notes"),
    path("matters/<int:pk>/settle/", room.settle, name="settle"),
    path("tasks/<int:pk>/", tasks.report, name="report_task"),
    path("tasks/<int:pk>/remove/", tasks.remove, name="remove_task"),
    path("meetings/<int:pk>/minutes/", minutes.minutes, name="minutes"),
    path("meetings/<int:pk>/minutes/share/", minutes.share, name="share"),
    path("meetings/<int:pk>/minutes/correct/", minutes.correct, name="correct"),
    path("meetings/<int:pk>/minutes/publish/", minutes.publish, name="publish"),
    path("meetings/<int:pk>/minutes/read/", minutes.mark_read, name="mark_read"),
    path("meetings/<int:pk>/minutes/feedback/", minutes.give_feedback, name="give_feedback"),
    path("meetings/<int:pk>/minutes/ask/", minutes.ask_for_feedback, name="ask_for_feedback"),
]
